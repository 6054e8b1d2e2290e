package dev.mentions.streams.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mentions.contract.CountKey;
import dev.mentions.contract.EntityKey;
import dev.mentions.contract.EntityKind;
import dev.mentions.contract.Mention;
import dev.mentions.embedded.kafka.EmbeddedBroker;
import dev.mentions.service.Telemetry;
import dev.mentions.streams.LabelExtractor;
import dev.mentions.streams.TestConfigs;
import dev.mentions.streams.config.StreamsAppConfig;
import dev.mentions.streams.count.Windows;
import dev.mentions.streams.runtime.KafkaFixture;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Event times that leap over years, back and forth, with the record cache on: a count may leave the cache long after
 * the stream has left its window behind, and after many clean-ups.
 */
class FarLeapsIT {

    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final long FROM = Instant.parse("1965-01-01T00:00:00Z").toEpochMilli();
    private static final long TO = Instant.parse("2026-11-01T00:00:00Z").toEpochMilli();

    @TempDir
    Path directory;

    /** None, one that must evict, and one that holds everything until the commit. */
    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "64"})
    void shouldSumExactly(String cacheMib) throws Exception {
        Random random = new Random(11);
        Map<CountKey, Long> expected = new HashMap<>();
        try (EmbeddedBroker broker =
                        EmbeddedBroker.builder(directory.resolve("broker")).start();
                KafkaFixture kafka = new KafkaFixture(broker.bootstrapServers(), 2)) {
            for (int run = 0; run < 2; run++) {
                try (StreamsService service = start(broker, cacheMib)) {
                    await().atMost(LIMIT).until(() -> service.health().ready());
                    for (int i = 0; i < 12_000; i++) {
                        send(kafka, random, i, expected);
                    }
                    kafka.flush();
                    if (run == 1) {
                        await().atMost(LIMIT)
                                .untilAsserted(() -> assertThat(differences(kafka.sums(), expected))
                                        .isEmpty());
                    }
                }
            }
        }
    }

    /** A slow walk forward with short leaps back, so that much is on time, and now and then a leap over years. */
    private static void send(KafkaFixture kafka, Random random, int i, Map<CountKey, Long> expected) {
        long walk = FROM + (TO - FROM) / 2 + i * Duration.ofHours(6).toMillis();
        long back = (long) (random.nextDouble() * Duration.ofDays(3).toMillis());
        long time = random.nextInt(50) == 0 ? FROM + (long) (random.nextDouble() * (walk - FROM)) : walk - back;
        Instant event = Instant.ofEpochMilli(Math.min(time, TO));
        EntityKey key = new EntityKey("p", EntityKind.PERSON, "n" + random.nextInt(5));
        int count = 1 + random.nextInt(3);
        kafka.send(key, new Mention(Integer.toString(i), count, key.entity(), event));
        expected.merge(CountKey.of(key, Windows.DAILY.windowOf(event).start()), (long) count, Long::sum);
    }

    private static List<String> differences(Map<CountKey, Long> sums, Map<CountKey, Long> expected) {
        return Stream.concat(sums.keySet().stream(), expected.keySet().stream())
                .distinct()
                .filter(key -> !Objects.equals(sums.get(key), expected.get(key)))
                .map(key -> key + " is " + sums.get(key) + " and not " + expected.get(key))
                .toList();
    }

    private StreamsService start(EmbeddedBroker broker, String cacheMib) throws Exception {
        StreamsAppConfig config = TestConfigs.of(
                directory.resolve("state"),
                "role",
                "count",
                "kafka.bootstrap.servers",
                broker.bootstrapServers(),
                "topics.partitions",
                "2",
                "commit.interval",
                "500ms",
                "count.clean-up.interval",
                "50ms",
                "count.cache.mib",
                cacheMib);
        StreamsService service = StreamsService.withExtractors(
                config, Telemetry.untraced(new SimpleMeterRegistry()), LabelExtractor::new);
        service.start();
        return service;
    }
}

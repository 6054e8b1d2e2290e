package dev.mentions.streams.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mentions.contract.CountKey;
import dev.mentions.contract.EntityKey;
import dev.mentions.contract.EntityKind;
import dev.mentions.contract.Post;
import dev.mentions.embedded.kafka.EmbeddedBroker;
import dev.mentions.service.Telemetry;
import dev.mentions.streams.LabelExtractor;
import dev.mentions.streams.TestConfigs;
import dev.mentions.streams.config.Role;
import dev.mentions.streams.config.StreamsAppConfig;
import dev.mentions.streams.runtime.KafkaFixture;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both applications on a real broker, stopped and started in the middle. */
class StreamsServiceIT {

    private static final Instant PUBLISHED = Instant.parse("2016-03-01T08:00:00Z");
    private static final Instant DAY = Instant.parse("2016-03-01T00:00:00Z");
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    static Path directory;

    private static EmbeddedBroker broker;

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedBroker.builder(directory.resolve("broker")).start();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void shouldCountEachPostOnceOverRestartsAndRejectPoison() throws Exception {
        Random random = new Random(7);
        Map<CountKey, Long> expected = new HashMap<>();
        try (KafkaFixture kafka = new KafkaFixture(broker.bootstrapServers(), 4)) {
            for (int run = 0; run < 3; run++) {
                try (StreamsService service = start()) {
                    await().atMost(LIMIT).until(() -> service.health().ready());
                    for (int i = 0; i < 300; i++) {
                        // A third of the ids come again, in this run or a later one.
                        String id = Integer.toString(random.nextInt(900));
                        String name = "n" + id.hashCode() % 20;
                        Post post = new Post(id, "P", null, null, PUBLISHED, "PERSON:" + name);
                        kafka.send(post, Instant.now());
                        expected.put(key(EntityKind.PERSON, id), 1L);
                    }
                    kafka.sendPoison("p".getBytes(UTF_8), "{".getBytes(UTF_8));
                    kafka.sendPoison("q".getBytes(UTF_8), null);
                    kafka.flush();
                    if (run == 1) {
                        service.resize(Role.EXTRACT, 2);
                        service.resize(Role.COUNT, 2);
                        await().atMost(LIMIT)
                                .untilAsserted(() -> assertThat(service.health().details())
                                        .containsEntry("mentions-extract.runningThreads", "2")
                                        .containsEntry("mentions-count.runningThreads", "2"));
                        service.resize(Role.EXTRACT, 1);
                    }
                    // The first two are stopped with work left to do.
                    if (run == 2) {
                        Map<CountKey, Long> sums = expectedSums(expected);
                        await().atMost(LIMIT)
                                .untilAsserted(() -> assertThat(kafka.sums()).isEqualTo(sums));
                        assertThat(kafka.lastCounts()).isEqualTo(sums);
                        await().atMost(LIMIT).until(() -> kafka.readRejected().isEmpty());
                    }
                }
            }
        }
    }

    private static CountKey key(EntityKind kind, String name) {
        return CountKey.of(new EntityKey("p", kind, name), DAY);
    }

    /** One article for each id, and one mention of the name that belongs to it. */
    private static Map<CountKey, Long> expectedSums(Map<CountKey, Long> byId) {
        Map<CountKey, Long> sums = new HashMap<>();
        byId.keySet().forEach(id -> {
            sums.merge(CountKey.of(EntityKey.articles("p"), DAY), 1L, Long::sum);
            sums.merge(key(EntityKind.PERSON, "n" + id.entity().hashCode() % 20), 1L, Long::sum);
        });
        return sums;
    }

    private static StreamsService start() throws Exception {
        StreamsAppConfig config = TestConfigs.of(
                directory.resolve("state"),
                "kafka.bootstrap.servers",
                broker.bootstrapServers(),
                "topics.partitions",
                "4",
                "extract.threads",
                "1",
                "commit.interval",
                "200ms",
                // For the thread that was added in the run before, and that the next one does not have.
                "kafka.main.consumer.session.timeout.ms",
                "6000",
                "kafka.main.consumer.heartbeat.interval.ms",
                "1500");
        StreamsService service = StreamsService.withExtractors(
                config, Telemetry.untraced(new SimpleMeterRegistry()), LabelExtractor::new);
        service.start();
        return service;
    }
}

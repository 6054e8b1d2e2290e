package dev.mentions.streams.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mentions.contract.CountKey;
import dev.mentions.contract.EntityKey;
import dev.mentions.contract.EntityKind;
import dev.mentions.contract.Mention;
import dev.mentions.contract.Post;
import dev.mentions.embedded.kafka.EmbeddedBroker;
import dev.mentions.service.ManagementCall;
import dev.mentions.service.Telemetry;
import dev.mentions.streams.LabelExtractor;
import dev.mentions.streams.TestConfigs;
import dev.mentions.streams.config.StreamsAppConfig;
import dev.mentions.streams.count.Windows;
import dev.mentions.streams.runtime.KafkaFixture;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The state directory's files are damaged while the app is stopped: it restores them by itself and counts on. */
class DamagedStoresIT {

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Instant DAY = Instant.parse("2016-03-01T00:00:00Z");
    private static final int ENTITIES = 500;
    private static final int POSTS = 50;

    private final Map<CountKey, Long> expected = new HashMap<>();

    @TempDir
    Path directory;

    enum Damage {
        FLIPPED_TABLE(".*\\.sst") {
            @Override
            byte[] of(byte[] bytes) {
                // All of the data; the end holds the index.
                for (int i = 0; i < bytes.length / 2; i++) {
                    bytes[i] ^= 0x40;
                }
                return bytes;
            }
        },
        CUT_TABLE(".*\\.sst") {
            @Override
            byte[] of(byte[] bytes) {
                return Arrays.copyOf(bytes, bytes.length / 2);
            }
        },
        FLIPPED_MANIFEST("MANIFEST-.*") {
            @Override
            byte[] of(byte[] bytes) {
                bytes[bytes.length / 2] ^= 1;
                return bytes;
            }
        },
        CUT_MANIFEST("MANIFEST-.*") {
            @Override
            byte[] of(byte[] bytes) {
                return Arrays.copyOf(bytes, bytes.length / 2);
            }
        },
        FLIPPED_CURRENT("CURRENT") {
            @Override
            byte[] of(byte[] bytes) {
                bytes[bytes.length - 2] ^= 1;
                return bytes;
            }
        },
        EMPTY_CURRENT("CURRENT") {
            @Override
            byte[] of(byte[] bytes) {
                return new byte[0];
            }
        };

        private final String file;

        Damage(String file) {
            this.file = file;
        }

        abstract byte[] of(byte[] bytes);

        int strike(Path state) throws IOException {
            List<Path> struck;
            try (Stream<Path> files = Files.walk(state)) {
                struck = files.filter(path -> path.getFileName().toString().matches(file))
                        .toList();
            }
            for (Path path : struck) {
                Files.write(path, of(Files.readAllBytes(path)));
            }
            return struck.size();
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldRestoreThemAndCountOn(Damage damage) throws Exception {
        Path state = directory.resolve("state");
        try (EmbeddedBroker broker =
                        EmbeddedBroker.builder(directory.resolve("broker")).start();
                KafkaFixture kafka = new KafkaFixture(broker.bootstrapServers(), 2)) {
            try (StreamsService service = start(broker, state)) {
                send(kafka);
                expected.merge(CountKey.of(EntityKey.articles("q"), DAY), (long) POSTS, Long::sum);
                awaitCounts(kafka, service);
            }
            assertThat(damage.strike(state)).isPositive();

            try (StreamsService service = start(broker, state)) {
                send(kafka);
                awaitCounts(kafka, service);
                assertThat(service.health().live()).isTrue();
                await().atMost(LIMIT).until(() -> service.health().ready());
            }
        }
    }

    private void awaitCounts(KafkaFixture kafka, StreamsService service) {
        await().atMost(LIMIT).untilAsserted(() -> assertThat(kafka.sums()).isEqualTo(expected));
        long mentions = expected.getOrDefault(CountKey.of(entity(7), DAY), 0L);
        ManagementCall counts = service.calls().stream()
                .filter(call -> call.path().equals("/counts"))
                .findFirst()
                .orElseThrow();
        ManagementCall.Request request =
                new ManagementCall.Request(Map.of("publication", "P", "limit", "1000"), new byte[0]);
        // The read model refuses while it is read anew.
        await().atMost(LIMIT).ignoreExceptions().untilAsserted(() -> {
            JsonNode answer = new JsonMapper()
                    .readTree(counts.handlers().get("GET").handle(request).json());
            assertThat(answer.path("entries"))
                    .hasSize(ENTITIES)
                    .allMatch(entry -> entry.path("count").longValue() == mentions);
        });
    }

    /** Each time the same entities once more, and the same posts, which count once. */
    private void send(KafkaFixture kafka) throws Exception {
        for (int i = 0; i < ENTITIES; i++) {
            kafka.send(entity(i), new Mention("post", 1, "Name", DAY));
            expected.merge(CountKey.of(entity(i), Windows.DAILY.windowOf(DAY).start()), 1L, Long::sum);
        }
        for (int i = 0; i < POSTS; i++) {
            kafka.send(new Post("post" + i, "Q", null, null, DAY, "it rained"), Instant.now());
        }
        kafka.flush();
    }

    private static EntityKey entity(int i) {
        return new EntityKey("p", EntityKind.PERSON, "n" + i);
    }

    private static StreamsService start(EmbeddedBroker broker, Path state) throws Exception {
        StreamsAppConfig config = TestConfigs.of(
                state,
                "kafka.bootstrap.servers",
                broker.bootstrapServers(),
                "topics.partitions",
                "2",
                "extract.threads",
                "1",
                "commit.interval",
                "200ms");
        StreamsService service = StreamsService.withExtractors(
                config, Telemetry.untraced(new SimpleMeterRegistry()), LabelExtractor::new);
        service.start();
        return service;
    }
}

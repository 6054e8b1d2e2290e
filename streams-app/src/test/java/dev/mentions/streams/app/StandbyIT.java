package dev.mentions.streams.app;

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
import dev.mentions.streams.runtime.KafkaFixture;
import dev.mentions.streams.runtime.StreamThreads;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two instances that keep copies of each other's stores. */
class StandbyIT {

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final int PARTITIONS = 4;
    private static final Instant DAY = Instant.parse("2016-03-01T00:00:00Z");

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"classic", "streams"})
    void shouldCopyTheStoresOfTheOtherAndCountOnWhenItIsGone(String protocol) throws Exception {
        try (EmbeddedBroker broker =
                        EmbeddedBroker.builder(directory.resolve("broker")).start();
                KafkaFixture kafka = new KafkaFixture(broker.bootstrapServers(), PARTITIONS);
                StreamsService staying = start(broker, protocol, "staying")) {
            try (StreamsService leaving = start(broker, protocol, "leaving")) {
                load(kafka, 0);
                for (Role role : new Role[] {Role.EXTRACT, Role.COUNT}) {
                    await().atMost(LIMIT).untilAsserted(() -> {
                        StreamThreads here = staying.running().get(role).threads();
                        StreamThreads there = leaving.running().get(role).threads();
                        assertThat(there.tasks()).as("partitions of the other").isPositive();
                        assertThat(here.tasks() + there.tasks()).isEqualTo(PARTITIONS);
                        assertThat(here.standbys()).isEqualTo(there.tasks());
                        assertThat(there.standbys()).isEqualTo(here.tasks());
                    });
                }
                await().atMost(LIMIT)
                        .untilAsserted(() -> assertThat(kafka.sums()).isEqualTo(counts(1)));
            }
            load(kafka, 1);
            await().atMost(LIMIT).untilAsserted(() -> assertThat(kafka.sums()).isEqualTo(counts(2)));
            assertThat(kafka.lastCounts()).isEqualTo(counts(2));
        }
    }

    private static void load(KafkaFixture kafka, int round) throws Exception {
        for (int i = 0; i < 100; i++) {
            kafka.send(new Post(round + "-" + i, "P", null, null, DAY, "PERSON:ada"), Instant.now());
        }
        kafka.flush();
    }

    private static Map<CountKey, Long> counts(int rounds) {
        return Map.of(
                CountKey.of(EntityKey.articles("p"), DAY),
                rounds * 100L,
                CountKey.of(new EntityKey("p", EntityKind.PERSON, "ada"), DAY),
                rounds * 100L);
    }

    private StreamsService start(EmbeddedBroker broker, String protocol, String instance) throws Exception {
        StreamsService service = StreamsService.withExtractors(
                TestConfigs.of(
                        directory.resolve(instance),
                        "kafka.bootstrap.servers",
                        broker.bootstrapServers(),
                        "group.protocol",
                        protocol,
                        "instance.id",
                        instance,
                        "standby.replicas",
                        "1",
                        "topics.partitions",
                        Integer.toString(PARTITIONS),
                        "extract.threads",
                        "1",
                        // So that one that has stopped is missed at once.
                        "kafka.main.consumer.session.timeout.ms",
                        "6000",
                        "kafka.main.consumer.heartbeat.interval.ms",
                        "1500",
                        "commit.interval",
                        "200ms"),
                Telemetry.untraced(new SimpleMeterRegistry()),
                LabelExtractor::new);
        service.start();
        return service;
    }
}

package dev.mentions.streams.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mentions.contract.CountKey;
import dev.mentions.contract.EntityKey;
import dev.mentions.contract.EntityKind;
import dev.mentions.contract.Mention;
import dev.mentions.contract.Post;
import dev.mentions.embedded.kafka.EmbeddedBroker;
import dev.mentions.embedded.process.ChildJvm;
import dev.mentions.streams.count.Windows;
import dev.mentions.streams.runtime.KafkaFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The app as a process of its own, killed without warning in the middle of its work, again and again. */
class KilledProcessIT {

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final int KILLS = 3;
    private static final int MENTIONS = 15_000;
    private static final int POSTS = 150;
    private static final Instant DAY = Instant.parse("2016-03-01T00:00:00Z");

    @TempDir
    Path directory;

    @Test
    void shouldSumExactly() throws Exception {
        Random random = new Random(5);
        Map<CountKey, Long> expected = new HashMap<>();
        try (EmbeddedBroker broker =
                        EmbeddedBroker.builder(directory.resolve("broker")).start();
                KafkaFixture kafka = new KafkaFixture(broker.bootstrapServers(), 2)) {
            for (int run = 0; run <= KILLS; run++) {
                try (ChildJvm app = start(broker, run)) {
                    long before = kafka.sums().size();
                    send(kafka, random, run, expected);
                    if (run == KILLS) {
                        await().atMost(LIMIT)
                                .untilAsserted(() ->
                                        assertThat(differences(kafka, expected)).isEmpty());
                    } else {
                        await().atMost(LIMIT).until(() -> kafka.sums().size() > before);
                    }
                    app.kill();
                }
            }
        }
    }

    private static Map<CountKey, String> differences(KafkaFixture kafka, Map<CountKey, Long> expected) {
        Map<CountKey, Long> sums = kafka.sums();
        Map<CountKey, String> differences = new HashMap<>();
        expected.forEach((key, sum) -> {
            if (!sum.equals(sums.get(key))) {
                differences.put(key, sum + " expected, is " + sums.get(key));
            }
        });
        sums.keySet().stream()
                .filter(key -> !expected.containsKey(key))
                .forEach(key -> differences.put(key, "not expected"));
        return differences;
    }

    /** Mentions straight to the entities topic, for their number, and some posts, for the extraction. */
    private static void send(KafkaFixture kafka, Random random, int run, Map<CountKey, Long> expected)
            throws Exception {
        for (int i = 0; i < MENTIONS; i++) {
            Instant event = DAY.plusSeconds(run * 86_400L + random.nextInt(3 * 86_400))
                    .minus(Duration.ofDays(random.nextInt(10) == 0 ? 30 : 0));
            EntityKey key = new EntityKey("p", EntityKind.PERSON, "n" + random.nextInt(2_000));
            kafka.send(key, new Mention(run + "-" + i, 1, "Name", event));
            expected.merge(CountKey.of(key, Windows.DAILY.windowOf(event).start()), 1L, Long::sum);
        }
        for (int i = 0; i < POSTS; i++) {
            // Words without a name: what the extraction finds is another test's affair. Each is sent twice.
            Post post = new Post(run + "-" + i, "Q", null, null, DAY, "it rained and it rained");
            kafka.send(post, Instant.now());
            kafka.send(post, Instant.now());
        }
        kafka.flush();
        expected.merge(CountKey.of(EntityKey.articles("q"), DAY), (long) POSTS, Long::sum);
    }

    private ChildJvm start(EmbeddedBroker broker, int run) throws IOException {
        Path config = directory.resolve("streams.properties");
        Files.write(
                config,
                List.of(
                        "kafka.bootstrap.servers=" + broker.bootstrapServers(),
                        "state.dir=" + directory.resolve("state"),
                        "instance.id=one",
                        "topics.partitions=2",
                        "extract.threads=1",
                        "commit.interval=300ms",
                        "count.clean-up.interval=1s",
                        "count.cache.mib=1"));
        ChildJvm app = ChildJvm.builder("app-" + run, directory, StreamsMain.class)
                .arguments(List.of("--role", "both", "--config", config.toString()))
                .options(List.of("-Xmx256m"))
                .build();
        app.launch();
        return app;
    }
}

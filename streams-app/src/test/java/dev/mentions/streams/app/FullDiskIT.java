package dev.mentions.streams.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.mentions.contract.CountKey;
import dev.mentions.contract.EntityKey;
import dev.mentions.contract.EntityKind;
import dev.mentions.contract.Mention;
import dev.mentions.embedded.kafka.EmbeddedBroker;
import dev.mentions.embedded.process.ChildJvm;
import dev.mentions.streams.count.Windows;
import dev.mentions.streams.runtime.KafkaFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The app as a process of its own whose state directory is on a disk that is too small. */
class FullDiskIT {

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final int BATCH = 5_000;
    private static final int MOST_BATCHES = 40;
    private static final Instant DAY = Instant.parse("2016-03-01T00:00:00Z");

    private final Random random = new Random(11);
    private final Map<CountKey, Long> expected = new HashMap<>();

    @TempDir
    Path directory;

    @Test
    void shouldStopAndSayWhyAndLoseNothing() throws Exception {
        Path state = Files.createDirectory(directory.resolve("state"));
        List<String> smallDisk = onADisk(state, "12m", "true");
        try (EmbeddedBroker broker =
                        EmbeddedBroker.builder(directory.resolve("broker")).start();
                KafkaFixture kafka = new KafkaFixture(broker.bootstrapServers(), 2)) {
            Path config = config(broker, state);

            try (ChildJvm app = app("full", config, smallDisk)) {
                app.launch();
                for (int i = 0; i < MOST_BATCHES && app.isRunning(); i++) {
                    send(kafka);
                    // What is sent ahead does not fill the disk, and has to be counted afterwards all the same.
                    await().atMost(LIMIT)
                            .until(() -> !app.isRunning() || kafka.sums().size() == expected.size());
                }
                assertThat(app.awaitEnd(LIMIT)).as("ended").isTrue();

                assertThat(app.exitCode()).hasValue(1);
                assertThat(app.log())
                        .content()
                        .contains("The disk of the state directory " + state + " is full")
                        .contains("nothing that was accepted is lost");
            }
            try (ChildJvm app = app("roomy", config, List.of())) {
                app.launch();
                // Maps of so many long names take seconds to be described, each time they are not equal yet.
                await().atMost(LIMIT).untilAsserted(() -> {
                    Map<CountKey, Long> sums = kafka.sums();
                    assertThat(sums.equals(expected))
                            .as("%d of %d counts are there, and right", sums.size(), expected.size())
                            .isTrue();
                });
            }
        }
    }

    @Test
    void shouldSayWhyItDoesNotStart() throws Exception {
        Path state = Files.createDirectory(directory.resolve("state"));
        List<String> fullDisk = onADisk(state, "64k", "! cat /dev/zero > \"$0/other\" 2> /dev/null");
        try (EmbeddedBroker broker =
                        EmbeddedBroker.builder(directory.resolve("broker")).start();
                ChildJvm app = app("full", config(broker, state), fullDisk)) {
            app.launch();
            assertThat(app.awaitEnd(LIMIT)).as("ended").isTrue();

            assertThat(app.exitCode()).hasValue(1);
            assertThat(app.log())
                    .content()
                    .contains("Cannot start", "The disk of the state directory " + state + " is full. Make room there");
        }
    }

    /** Returns what to put before a command, for it to run with a disk of its own. */
    private static List<String> onADisk(Path mountPoint, String size, String prepared) throws InterruptedException {
        List<String> prefix = List.of(
                "unshare",
                "--user",
                "--map-root-user",
                "--mount",
                "sh",
                "-c",
                "mount -t tmpfs -o size=" + size + " tmpfs \"$0\" && " + prepared + " && exec \"$@\"",
                mountPoint.toString());
        assumeThat(runs(prefix, "true"))
                .as("this machine lets a test mount a small disk of its own (unshare --user --mount)")
                .isTrue();
        return prefix;
    }

    private static boolean runs(List<String> prefix, String program) throws InterruptedException {
        List<String> command = new ArrayList<>(prefix);
        command.add(program);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private Path config(EmbeddedBroker broker, Path state) throws IOException {
        return Files.write(
                directory.resolve("streams.properties"),
                List.of(
                        "kafka.bootstrap.servers=" + broker.bootstrapServers(),
                        "state.dir=" + state,
                        "instance.id=one",
                        "role=count",
                        "topics.partitions=2",
                        "commit.interval=300ms",
                        "count.clean-up.interval=1s",
                        "count.cache.mib=1"));
    }

    private ChildJvm app(String name, Path config, List<String> prefix) {
        return ChildJvm.builder(name, directory, StreamsMain.class)
                .arguments(List.of("--config", config.toString()))
                .options(List.of("-Xmx256m"))
                .prefix(prefix)
                .build();
    }

    /** Sends mentions of entities that are all different and cannot be compressed. */
    private void send(KafkaFixture kafka) throws Exception {
        for (int i = 0; i < BATCH; i++) {
            StringBuilder name = new StringBuilder();
            random.ints(200, 'a', 'z' + 1).forEach(letter -> name.append((char) letter));
            EntityKey key = new EntityKey("p", EntityKind.PERSON, name.toString());
            kafka.send(key, new Mention("post", 1, "Name", DAY));
            expected.merge(CountKey.of(key, Windows.DAILY.windowOf(DAY).start()), 1L, Long::sum);
        }
        kafka.flush();
    }
}

package dev.mentions.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.mentions.cli.app.MentionsMain;
import dev.mentions.embedded.process.ChildJvm;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mentions local} as a process of its own, whose data directory is on a disk that is too small. */
class LocalFullDiskIT {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int MOST_POSTS = 400;

    @TempDir
    private Path directory;

    private Path data;

    @BeforeEach
    void create() throws IOException {
        data = Files.createDirectory(directory.resolve("data"));
    }

    @Test
    void shouldSayAtTheStartThatTheDiskIsFull() throws Exception {
        try (ChildJvm local = local("20m")) {
            local.launch();
            assertThat(local.awaitEnd(LIMIT)).as("ended").isTrue();

            assertThat(local.exitCode()).hasValue(1);
            assertThat(lastLine(local)).matches(full("(19|20)"));
        }
    }

    @Test
    void shouldEndInOrderBeforeTheDiskIsFull() throws Exception {
        try (ChildJvm local = local("110m")) {
            local.launch();
            URI posts = URI.create(local.awaitReady(LIMIT).replaceAll(".*producer=(\\S+) .*", "$1"))
                    .resolve("posts");
            HttpClient client = HttpClient.newHttpClient();
            Random random = new Random(5);
            for (int i = 0; i < MOST_POSTS && local.isRunning(); i++) {
                post(client, posts, random);
            }
            assertThat(local.awaitEnd(LIMIT)).as("ended").isTrue();

            assertThat(local.exitCode()).hasValue(1);
            assertThat(lastLine(local)).matches(full("\\d+"));
        }
    }

    private String full(String mib) {
        return "local: The disk of " + data + " is full: " + mib + " MiB are free, and at least 32 MiB are needed\\."
                + " Nothing that was accepted is lost\\. Free space on that disk, or move the directory to a larger one,"
                + " and start again\\.";
    }

    private ChildJvm local(String size) throws Exception {
        List<String> disk = List.of(
                "unshare",
                "--user",
                "--map-root-user",
                "--mount",
                "sh",
                "-c",
                "mount -t tmpfs -o size=" + size + " tmpfs \"$0\" && exec \"$@\"",
                data.toString());
        assumeThat(runs(disk))
                .as("this machine lets a test mount a small disk of its own (unshare --user --mount)")
                .isTrue();
        return ChildJvm.builder("local", directory, MentionsMain.class)
                .arguments(List.of(
                        "local",
                        "--data-dir",
                        data.toString(),
                        "--http-port=0",
                        "--kafka-port=0",
                        "--firestore-port=0",
                        "--dashboard-port=0"))
                .options(List.of("-Xmx512m"))
                .prefix(disk)
                .environment("MENTIONS_LOG_LEVEL", "WARN")
                .environment("MENTIONS_LOG_LEVEL_LIBRARIES", "ERROR")
                .readyWhen(line -> line.startsWith("ready "))
                .build();
    }

    /** A post of half a megabyte that cannot be compressed. */
    private static void post(HttpClient client, URI posts, Random random) throws InterruptedException {
        StringBuilder content = new StringBuilder();
        random.ints(500_000, 'a', 'z' + 1).forEach(letter -> content.append((char) letter));
        try {
            client.send(
                    HttpRequest.newBuilder(posts)
                            .header("Content-Type", "application/json")
                            .timeout(Duration.ofSeconds(10))
                            .POST(HttpRequest.BodyPublishers.ofString(
                                    "{\"publication\":\"P\",\"content\":\"" + content + "\"}"))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
        } catch (IOException e) {
            // It is ending.
        }
    }

    private static String lastLine(ChildJvm local) throws IOException {
        List<String> lines = Files.readAllLines(local.log(), UTF_8);
        return lines.get(lines.size() - 1);
    }

    private static boolean runs(List<String> prefix) throws InterruptedException {
        List<String> command = new ArrayList<>(prefix);
        command.add("true");
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
}

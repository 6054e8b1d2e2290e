package dev.mentions.systemtests.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.cloud.firestore.Firestore;
import dev.mentions.cli.app.MentionsMain;
import dev.mentions.cli.pipeline.PipelineAddress;
import dev.mentions.contract.Generation;
import dev.mentions.embedded.process.ChildJvm;
import dev.mentions.generations.counts.CountLine;
import dev.mentions.generations.counts.FirestoreCounts;
import dev.mentions.systemtests.pipeline.Node;
import dev.mentions.systemtests.pipeline.SeparateProcesses;
import dev.mentions.systemtests.pipeline.Size;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Clocks of running processes are set back and forth by an hour: what comes in afterwards is counted as ever. */
@Execution(ExecutionMode.CONCURRENT) // waits for processes to start
class ClockStepIT {

    private static final Duration HOUR = Duration.ofHours(1);

    /** What the clocks are set to, one after the other: back, forth, further forth, and back again. */
    private static final List<Duration> STEPS = List.of(HOUR.negated(), Duration.ZERO, HOUR, Duration.ZERO);

    /** From a step to the counts of all that was sent after it. */
    private static final Duration HEALED = Duration.ofSeconds(30);

    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final int POSTS = 15;

    /** With a record cache, as in production: counts are put out at commits alone. */
    private static final Size SIZE = new Size(1, 1, 1, 0, 1);

    private static final Pattern READY =
            Pattern.compile("ready producer=(\\S+) dashboard=\\S+ kafka=(\\S+) firestore=(\\S+) .*");

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory;

    private int sent;

    @Test
    void shouldCountWithin30SecondsInServicesWhoseClockIsStepped() throws Exception {
        try (SeparateProcesses processes = SeparateProcesses.startWithMovableClocks(directory, SIZE)) {
            List<Node> stepped = List.of(
                    processes.producer(),
                    processes.streams().get(0),
                    processes.sinks().get(0));
            List<MovableClock> clocks = new ArrayList<>();
            for (Node node : stepped) {
                clocks.add(processes.clock(node).orElseThrow());
            }

            countAfterEachStep(processes.address(), clocks);

            for (Node node : stepped) {
                assertThat(node.ownEnds()).isZero();
                assertThat(processes.metric(node, "mentions_clock_ahead_seconds"))
                        .isBetween(HOUR.toSeconds() - 1.0, HOUR.toSeconds() + 1.0);
                assertThat(Files.readAllLines(node.jvm().log()).stream().filter(line -> line.contains("SteadyClock")))
                        .satisfiesExactly(
                                line -> assertThat(line).contains("WARN", "was set back", "stepSeconds=\"-3"),
                                line -> assertThat(line).contains("WARN", "was set forward", "stepSeconds=\"3"),
                                line -> assertThat(line).contains("WARN", "was set forward", "stepSeconds=\"3"),
                                line -> assertThat(line).contains("WARN", "was set back", "stepSeconds=\"-3"));
            }
        }
    }

    @Test
    void shouldCountWithin30SecondsInOneProcessWhoseClockIsStepped() throws Exception {
        MovableClock clock = MovableClock.create(directory, "local");
        try (ChildJvm local = ChildJvm.builder("local", directory, MentionsMain.class)
                .arguments(List.of(
                        "local",
                        "--data-dir",
                        directory.resolve("data").toString(),
                        "--http-port=0",
                        "--kafka-port=0",
                        "--firestore-port=0",
                        "--dashboard-port=0",
                        "--threads=1"))
                .options(clock.options())
                .readyWhen(line -> line.startsWith("ready "))
                .build()) {
            local.launch();
            Matcher ready = READY.matcher(local.awaitReady(START_LIMIT));
            assertThat(ready.matches()).isTrue();
            PipelineAddress address = new PipelineAddress(
                    URI.create(ready.group(1)),
                    PipelineAddress.brokers(ready.group(2)),
                    PipelineAddress.Database.local(ready.group(3)),
                    null);

            countAfterEachStep(address, List.of(clock));

            assertThat(local.isRunning()).isTrue();
        }
    }

    private void countAfterEachStep(PipelineAddress address, List<MovableClock> clocks) throws Exception {
        try (Firestore firestore = address.firestore().connect()) {
            FirestoreCounts counts = new FirestoreCounts(firestore, Generation.FIRST);
            send(address);
            awaitCounts(counts, "before any step", START_LIMIT);
            for (Duration step : STEPS) {
                for (MovableClock clock : clocks) {
                    clock.set(step);
                }
                long stepped = System.nanoTime();
                send(address);
                awaitCounts(
                        counts,
                        "clocks set to the true time and " + step,
                        HEALED.minusNanos(System.nanoTime() - stepped));
            }
        }
    }

    private void send(PipelineAddress address) throws IOException, InterruptedException {
        for (int i = 0; i < POSTS; i++) {
            HttpRequest post = HttpRequest.newBuilder(address.producer().resolve("posts"))
                    .header("Content-Type", "application/json")
                    .timeout(HEALED)
                    .POST(BodyPublishers.ofString("{\"id\":\"" + sent++ + "\",\"publication\":\"Reuters\","
                            + "\"content\":\"Angela Merkel met Emmanuel Macron in Berlin.\"}"))
                    .build();
            assertThat(http.send(post, BodyHandlers.ofString()).statusCode()).isEqualTo(202);
        }
    }

    /** Every post mentions the same: each count is that of the posts, no more and no less. */
    private void awaitCounts(FirestoreCounts counts, String when, Duration limit) {
        await(when).atMost(limit).untilAsserted(() -> {
            List<CountLine> totals = new ArrayList<>();
            for (FirestoreCounts.Publication publication : counts.publications()) {
                counts.totals(publication).forEach(totals::add);
            }
            assertThat(totals)
                    .hasSize(4)
                    .allSatisfy(total -> assertThat(total.count()).isEqualTo(sent));
        });
    }
}

package dev.mentions.systemtests.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mentions.systemtests.pipeline.Node;
import dev.mentions.systemtests.pipeline.SeparateProcesses;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What the services show at /metrics, of which documents, alerts and dashboards speak. */
@Execution(ExecutionMode.CONCURRENT) // waits a minute for what Kafka measures
class MetricsIT {

    /** What Kafka's clients measure is looked for once a minute. */
    private static final Duration LIMIT = Duration.ofMinutes(3);

    /** A new one each time: in an old one the post would be a repeat. */
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    static Path directory;

    private static Instant begun;
    private static SeparateProcesses processes;
    private static List<Node> services;

    @BeforeAll
    static void countAPost() throws Exception {
        begun = Instant.now();
        processes = SeparateProcesses.start(directory, OnePost.SIZE);
        processes.dashboard().start();
        services = new ArrayList<>(List.of(processes.producer(), processes.dashboard()));
        services.addAll(processes.streams());
        services.addAll(processes.sinks());
        OnePost.send(processes);
    }

    @AfterAll
    static void stop() {
        if (processes != null) {
            processes.close();
        }
    }

    @Test
    void shouldShowEveryMetricThatIsNamedSomewhere() throws Exception {
        Map<Path, Set<String>> named = new TreeMap<>();
        for (Path file : WatchingFiles.all()) {
            named.put(file, WatchingFiles.names(Files.readString(file)));
        }
        assertThat(named.get(WatchingFiles.ALERTS)).contains("mentions_sink_lag_records");

        await().atMost(LIMIT).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
            Scrape scrape = scrape();
            SoftAssertions.assertSoftly(softly -> named.forEach((file, names) ->
                    softly.assertThat(scrape.missing(names)).as(file.toString()).isEmpty()));
        });
    }

    @Test
    void shouldNameEveryMetricOfOursInTheDocument() throws Exception {
        Set<String> documented = WatchingFiles.names(Files.readString(WatchingFiles.METRICS));
        awaitCounted();

        assertThat(scrape().unnamed(documented)).isEmpty();
    }

    @Test
    void shouldMeasureThePostFromItsAcceptanceToItsCounts() throws Exception {
        awaitCounted();

        Node sink = processes.sinks().get(0);
        assertThat(processes.metric(sink, "mentions_sink_newest_acceptance_timestamp_seconds"))
                .isBetween(
                        (double) begun.getEpochSecond(), (double) Instant.now().getEpochSecond());
        await().untilAsserted(() -> assertThat(processes.metric(sink, "mentions_sink_end_to_end_latency_seconds_count"))
                .isEqualTo(processes.metric(sink, "mentions_sink_records_total")));
    }

    @Test
    void shouldShowThatAServiceIsReady() {
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(services)
                        .allSatisfy(service -> assertThat(processes.metric(service, "mentions_service_ready"))
                                .as(service.name())
                                .isEqualTo(1)));
    }

    private static void awaitCounted() {
        await().atMost(LIMIT)
                .until(() ->
                        processes.metric(processes.sinks().get(0), "mentions_sink_end_to_end_latency_seconds_count")
                                > 0);
    }

    private static Scrape scrape() throws InterruptedException {
        List<String> texts = new ArrayList<>();
        for (Node service : services) {
            texts.add(processes.metrics(service));
        }
        return Scrape.of(texts.stream());
    }
}

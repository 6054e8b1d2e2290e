package dev.mentions.systemtests.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mentions.systemtests.monitoring.Collector.Received;
import dev.mentions.systemtests.pipeline.Node;
import dev.mentions.systemtests.pipeline.SeparateProcesses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** One post from the request that brings it to Firestore, as its trace tells of it, and as the logs do. */
@Execution(ExecutionMode.CONCURRENT) // waits for processes to start
class OnePostIT {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String CALLER = "b7ad6b7169203331";

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    static Path directory;

    private static Collector collector;
    private static SeparateProcesses processes;
    private static List<Node> services;

    @BeforeAll
    static void send() throws Exception {
        collector = new Collector();
        processes = SeparateProcesses.start(
                directory,
                OnePost.SIZE,
                Map.of(
                        "MENTIONS_LOG_FORMAT",
                        "json",
                        "MENTIONS_LOG_LEVEL",
                        "DEBUG",
                        "OTEL_EXPORTER_OTLP_ENDPOINT",
                        collector.endpoint(),
                        "OTEL_BSP_SCHEDULE_DELAY",
                        "200"));
        services = Stream.of(List.of(processes.producer()), processes.streams(), processes.sinks())
                .flatMap(List::stream)
                .toList();
        OnePost.send(processes, "traceparent", "00-" + TRACE + "-" + CALLER + "-01");
    }

    @AfterAll
    static void stop() {
        if (processes != null) {
            processes.close();
        }
        collector.close();
    }

    @Test
    void shouldHaveOneTraceFromItsCallerToFirestore() {
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(collector.trace(TRACE))
                        .extracting(Received::name)
                        .contains("apply mentions.counts.v1"));

        Map<String, Received> spans = collector.trace(TRACE).stream()
                .collect(Collectors.toMap(Received::service, Function.identity(), (first, again) -> first));
        Received sent = spans.get("mentions-producer");
        Received extracted = spans.get("mentions-streams-app");
        Received applied = spans.get("mentions-firestore-sink");
        assertThat(sent.name()).isEqualTo("send mentions.posts.v1");
        assertThat(sent.parentId()).isEqualTo(CALLER);
        assertThat(extracted.name()).isEqualTo("extract mentions.posts.v1");
        assertThat(extracted.parentId()).isEqualTo(sent.spanId());
        assertThat(applied.name()).isEqualTo("apply mentions.counts.v1");
        assertThat(applied.parentId()).isEqualTo(extracted.spanId());
    }

    @Test
    void shouldBeFollowedByItsIdThroughAllStagesAndNameNothingOfItsContent() throws Exception {
        await().atMost(LIMIT).untilAsserted(() -> assertThat(messages()).contains("Counted in Firestore"));

        assertThat(messages().stream().distinct())
                .containsExactly(
                        "Stored a post",
                        "Extracted what a post mentions",
                        "Counting a mention",
                        "Counted in Firestore");
        for (Node service : services) {
            String log = Files.readString(service.jvm().log()).toLowerCase(Locale.ROOT);
            assertThat(OnePost.CONTENT).noneMatch(log::contains);
        }
    }

    /** Returns what the services have said of the post, in the order of its way. Every line has to be an object. */
    private static List<String> messages() throws IOException {
        List<String> messages = new ArrayList<>();
        for (Node service : services) {
            for (String line : Files.readAllLines(service.jvm().log())) {
                JsonNode said = new ObjectMapper().readTree(line);
                if (said.path("postId").asText().equals(OnePost.ID)) {
                    messages.add(said.path("message").asText());
                }
            }
        }
        return messages;
    }
}

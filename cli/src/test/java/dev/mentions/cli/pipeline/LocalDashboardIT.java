package dev.mentions.cli.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mentions.cli.archive.DemoPosts;
import dev.mentions.cli.archive.Row;
import dev.mentions.contract.Generation;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of a local pipeline shows what went in, and the pipeline itself. */
class LocalDashboardIT {

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path directory;

    @Test
    void shouldShowWhatIsCountedAndHowThePipelineDoes() throws Exception {
        List<Row.Json> posts = DemoPosts.read();
        LocalSettings settings = new LocalSettings(directory, 0, 0, 0, 0, 1, null, Map.of());
        try (LocalPipeline pipeline = LocalPipeline.start(settings, new SimpleMeterRegistry())) {
            URI page = pipeline.dashboard().orElseThrow();
            List<String> lines = new CopyOnWriteArrayList<>();
            HttpResponse<Stream<String>> events =
                    http.send(HttpRequest.newBuilder(page.resolve("/events")).build(), BodyHandlers.ofLines());
            Thread reader = new Thread(() -> read(events, lines), "viewer");
            reader.setDaemon(true);
            reader.start();

            new PipelineUse(pipeline.address()).upload(posts);
            new PipelineUse(pipeline.address()).drain(Generation.FIRST);

            await().untilAsserted(() -> {
                JsonNode list = json(page.resolve("/publications"));
                assertThat(list.at("/total/articles").asLong()).isEqualTo(posts.size());
            });
            await().untilAsserted(() -> {
                JsonNode state = json(page.resolve("/status")).path("pipeline");
                assertThat(state.at("/lag/extract").asLong(-1)).isZero();
                assertThat(state.at("/lag/count").asLong(-1)).isZero();
                assertThat(state.at("/lag/sink").asLong(-1)).isZero();
                assertThat(state.path("rejected").asLong(-1)).isZero();
            });
            await().untilAsserted(() -> assertThat(lines).contains("event: counts", "event: pipeline"));
            events.body().close();
        }
    }

    private static void read(HttpResponse<Stream<String>> events, List<String> lines) {
        try {
            events.body().forEach(lines::add);
        } catch (RuntimeException e) {
            // Closed, by this side or the other.
        }
    }

    private JsonNode json(URI address) throws Exception {
        HttpResponse<String> answer = http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonMapper().readTree(answer.body());
    }
}

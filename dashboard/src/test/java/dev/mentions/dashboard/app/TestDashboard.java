package dev.mentions.dashboard.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mentions.dashboard.config.DashboardConfig;
import dev.mentions.embedded.firestore.FirestoreServer;
import dev.mentions.embedded.firestore.query.Indexes;
import dev.mentions.service.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A dashboard over a Firestore server, and a client of it. */
final class TestDashboard implements AutoCloseable {

    /** What a real project is given: no query may need more. */
    private static final Path INDEXES = Path.of("..", "firestore", "firestore.indexes.json");

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final FirestoreServer server;
    private final DashboardService service;
    private final TestCounts counts;
    private final HttpClient http = HttpClient.newHttpClient();

    private TestDashboard(FirestoreServer server, DashboardService service, TestCounts counts) {
        this.server = server;
        this.service = service;
        this.counts = counts;
    }

    /** Starts an empty one, with further keys and values. */
    static TestDashboard start(String... more) throws Exception {
        FirestoreServer server =
                FirestoreServer.builder().indexes(Indexes.read(INDEXES)).start();
        Map<String, String> file = new HashMap<>(Map.of(
                "http.port",
                "0",
                "refresh.interval",
                "100ms",
                "firestore.project",
                TestCounts.PROJECT,
                "firestore.emulator-host",
                server.host()));
        for (int i = 0; i < more.length; i += 2) {
            file.put(more[i], more[i + 1]);
        }
        Settings settings = new Settings(file, Map.of());
        DashboardService service = new DashboardService(DashboardConfig.from(settings), new SimpleMeterRegistry());
        settings.refuseUnknown();
        try {
            service.start();
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
        return new TestDashboard(server, service, new TestCounts(server));
    }

    FirestoreServer server() {
        return server;
    }

    DashboardService service() {
        return service;
    }

    TestCounts counts() {
        return counts;
    }

    /** Documents read from Firestore so far, by its own account. */
    long reads() {
        return server.statistics().documentReads();
    }

    URI address(String path) {
        return URI.create("http://127.0.0.1:" + service.httpPort() + path);
    }

    HttpClient http() {
        return http;
    }

    HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(address(path)).timeout(LIMIT);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<byte[]> bytes(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(address(path)).timeout(LIMIT).build(), BodyHandlers.ofByteArray());
    }

    /** Returns the JSON of an answer that is 200. */
    JsonNode json(String path) throws Exception {
        HttpResponse<String> answer = get(path);
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + ": " + answer.statusCode() + " " + answer.body());
        }
        return new JsonMapper().readTree(answer.body());
    }

    /** Returns the problem of an answer that has that status. */
    JsonNode problem(String path, int status) throws Exception {
        HttpResponse<String> answer = get(path);
        if (answer.statusCode() != status) {
            throw new AssertionError(path + ": " + answer.statusCode() + " " + answer.body());
        }
        return new JsonMapper().readTree(answer.body());
    }

    @Override
    public void close() throws IOException {
        service.close();
        counts.close();
        server.close();
    }
}

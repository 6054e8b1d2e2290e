package dev.mentions.service;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManagementServerTest {

    private static final int STALLED = 40;

    /** Answers with what it got. */
    private static final ManagementCall ECHO = new ManagementCall(
            "/echo",
            Map.of(
                    "GET",
                    request -> new ManagementCall.Answer(
                            200, new TreeMap<>(request.parameters()).toString().getBytes(UTF_8)),
                    "POST",
                    request -> {
                        if (request.body().length == 0) {
                            throw new CallRefusedException(400, "say \"something\"");
                        }
                        return new ManagementCall.Answer(200, request.body());
                    }));

    private final AtomicReference<Health> health = new AtomicReference<>();
    private final PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final HttpClient client = HttpClient.newHttpClient();

    private ManagementServer server;

    @BeforeEach
    void start() throws IOException {
        server = new ManagementServer(
                ListenAddress.loopback(new Settings(Map.of(), Map.of()), "management", 0),
                health::get,
                metrics,
                List.of(ECHO));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldTellLiveFromReady() throws Exception {
        health.set(new Health(true, false, Map.of("state", "a \"quoted\"\nstate")));

        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        HttpResponse<String> ready = get("/health/ready");
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body())
                .isEqualTo("{\"live\":true,\"ready\":false,\"details\":{\"state\":\"a \\\"quoted\\\" state\"}}\n");
    }

    @Test
    void shouldShowMetricsInPrometheusFormat() throws Exception {
        metrics.counter("mentions.posts.accepted").increment(3);

        assertThat(get("/metrics").body()).contains("mentions_posts_accepted_total 3.0");
    }

    @Test
    void shouldAnswerCallsWithDecodedParametersAndBodies() throws Exception {
        assertThat(get("/echo").body()).isEqualTo("{}");
        assertThat(get("/echo?b=%C3%BC+%26&a=&c").body()).isEqualTo("{a=, b=ü &, c=}");
        assertThat(post("/echo", "application/json; charset=utf-8", "[1]").body())
                .isEqualTo("[1]");
    }

    @Test
    void shouldSayWhatIsWrongWithACall() throws Exception {
        HttpResponse<String> refused = post("/echo", "application/json", "");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(refused.body()).isEqualTo("{\"status\":400,\"detail\":\"say \\\"something\\\"\"}\n");
        assertThat(get("/echo?a=1&a=2").statusCode()).isEqualTo(400);
        assertThat(post("/echo", "text/plain", "[1]").statusCode()).isEqualTo(415);
        assertThat(post("/echo", "application/json", " ".repeat(65_537)).statusCode())
                .isEqualTo(413);
        assertThat(post("/echo", "application/json", " ".repeat(65_536)).statusCode())
                .isEqualTo(200);
        HttpResponse<String> method =
                client.send(request("/echo").DELETE().build(), HttpResponse.BodyHandlers.ofString());
        assertThat(method.statusCode()).isEqualTo(405);
        assertThat(method.headers().firstValue("Allow")).contains("GET, POST");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/metricsfoo",
                "/metrics/foo",
                "/metrics/",
                "/health/livefoo",
                "/health/ready/",
                "/echofoo",
                "/echo/more",
                "/health",
                "/",
                "//a/metrics"
            })
    void shouldAnswerAtItsPathsOnly(String path) throws Exception {
        health.set(new Health(true, true, Map.of()));

        HttpResponse<String> answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body())
                .isEqualTo("{\"status\":404,\"detail\":\"There is nothing at this path. Ask one of"
                        + " /echo, /health/live, /health/ready, /metrics\"}\n");
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, 200",
        "LocalHost:9400, 200",
        "localhost., 200",
        "127.0.0.1:9400, 200",
        "127.9.9.9, 200",
        "[::1]:9400, 200",
        "evil.example, 421",
        "evil.example:9400, 421",
        "localhost.evil.example, 421",
        "127.0.0.1.evil.example, 421",
        "0.0.0.0:9400, 421",
        "192.0.2.1, 421",
        "[2001:db8::1], 421",
        "'', 421"
    })
    void shouldAnswerForItsOwnHostOnly(String host, int status) throws Exception {
        health.set(new Health(true, true, Map.of()));

        for (String path : List.of("/health/live", "/metrics", "/echo")) {
            assertThat(raw("GET " + path + " HTTP/1.1", "Host: " + host)).startsWith("HTTP/1.1 " + status);
        }
    }

    @Test
    void shouldSayWhichHostsItAnswersFor() throws Exception {
        assertThat(raw("GET /metrics HTTP/1.1", "Host: evil.example"))
                .contains("Content-type: application/problem+json")
                .endsWith("{\"status\":421,\"detail\":\"The Host header names another server. Expected localhost, a"
                        + " loopback address, or a name in management.allowed-hosts"
                        + " (MENTIONS_MANAGEMENT_ALLOWED_HOSTS). Use one of these, or add the name to the"
                        + " setting\"}\n")
                .doesNotContain("evil");
    }

    @Test
    void shouldGoByEveryHostThatARequestNames() throws Exception {
        health.set(new Health(true, true, Map.of()));

        // A probe of old, which names none.
        assertThat(raw("GET /health/live HTTP/1.0")).startsWith("HTTP/1.1 200");
        assertThat(raw("GET /health/live HTTP/1.1")).startsWith("HTTP/1.1 400");
        assertThat(raw("GET /health/live HTTP/1.1", "Host: localhost", "Host: evil.example"))
                .startsWith("HTTP/1.1 400");
        assertThat(raw("GET http://localhost/health/live HTTP/1.1", "Host: localhost"))
                .startsWith("HTTP/1.1 200");
        assertThat(raw("GET http://evil.example/health/live HTTP/1.1", "Host: localhost"))
                .startsWith("HTTP/1.1 421");
    }

    @Test
    void shouldTakeJsonInUtf8Only() throws Exception {
        assertThat(post("/echo", "application/json; charset=\"UTF-8\"", "[1]").statusCode())
                .isEqualTo(200);
        for (String type : List.of(
                "application/json;charset=utf-16",
                "application/json; a=b;  Charset = iso-8859-1",
                "application/json5")) {
            assertThat(post("/echo", type, "[1]").statusCode()).as(type).isEqualTo(415);
        }
        for (Charset other : List.of(UTF_16, UTF_16BE, UTF_16LE, Charset.forName("UTF-32"))) {
            HttpResponse<String> answer = post("/echo", "application/json", "[1]".getBytes(other));
            assertThat(answer.statusCode()).as(other.name()).isEqualTo(400);
            assertThat(answer.body()).contains("The body is in UTF-16 or UTF-32. Send JSON in UTF-8");
        }
        HttpResponse<String> answer = post("/echo", "application/json", "[\"\u00fc\"]".getBytes(ISO_8859_1));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("The body is not valid UTF-8 at byte 2. Send JSON in UTF-8");
    }

    @Test
    void shouldAnswerHealthWhileManyClientsStallAndThenLetThemGo() throws Exception {
        health.set(new Health(true, true, Map.of()));
        List<Socket> stalled = new ArrayList<>();
        try {
            for (int i = 0; i < STALLED; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
                stalled.add(socket);
                // Half a head, or a head and half a body.
                String sent = i % 2 == 0
                        ? "GET /health/li"
                        : "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n"
                                + "Content-Type: application/json\r\n\r\n[";
                socket.getOutputStream().write(sent.getBytes(UTF_8));
            }
            HttpRequest live =
                    request("/health/live").timeout(Duration.ofSeconds(2)).build();
            for (int i = 0; i < 20; i++) {
                assertThat(client.send(live, HttpResponse.BodyHandlers.ofString())
                                .statusCode())
                        .isEqualTo(200);
            }
            for (Socket socket : stalled) {
                socket.setSoTimeout(15_000);
                assertThat(endsWithin(socket)).isTrue();
            }
        } finally {
            for (Socket socket : stalled) {
                socket.close();
            }
        }
    }

    private static boolean endsWithin(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (SocketException reset) {
            return true;
        }
    }

    /** Sends a request without a body as it is, and returns all that comes back. */
    private String raw(String... head) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write((String.join("\r\n", head) + "\r\nConnection: close\r\n\r\n").getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private HttpResponse<String> post(String path, String type, String body) throws Exception {
        return post(path, type, body.getBytes(UTF_8));
    }

    private HttpResponse<String> post(String path, String type, byte[] body) throws Exception {
        return client.send(
                request(path)
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }
}

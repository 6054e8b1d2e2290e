package dev.mentions.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ManagementServerTest {

    private final AtomicReference<Health> health = new AtomicReference<>();
    private final PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final HttpClient client = HttpClient.newHttpClient();

    private ManagementServer server;

    @BeforeEach
    void start() throws IOException {
        server = new ManagementServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), health::get, metrics);
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

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}

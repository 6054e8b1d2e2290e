package dev.mentions.producer.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mentions.producer.config.ProducerConfig;
import dev.mentions.producer.publish.InFlight;
import dev.mentions.producer.publish.ProducerMetrics;
import dev.mentions.service.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.MockProducer;

/** The HTTP server on a free port, without a broker, and a client for it. */
final class TestFront implements AutoCloseable {

    static final String JSON = "application/json";
    static final String LINES = "application/x-ndjson";
    static final String POST = "{\"id\":\"7\",\"publication\":\"Reuters\",\"content\":\"Text.\"}";

    final FakePublisher publisher = new FakePublisher();
    final AtomicBoolean brokerReachable = new AtomicBoolean(true);
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final HttpFront front;

    private final ProducerMetrics metrics;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(30))
            .build();

    TestFront(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.putIfAbsent("http.port", "0");
        ProducerConfig config = ProducerConfig.from(new Settings(all, Map.of()));
        InFlight inFlight =
                new InFlight(config.limits().maxInFlightPosts(), config.limits().maxInFlightBytes());
        metrics = new ProducerMetrics(registry, new MockProducer<>(), inFlight);
        front = new HttpFront(config, publisher, inFlight, brokerReachable::get, metrics, InstantSource.system());
        front.start();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + front.port() + path))
                .timeout(Duration.ofSeconds(60));
    }

    HttpRequest post(String path, String type, String body) {
        return request(path)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    Answer send(HttpRequest request) {
        try {
            return new Answer(client.send(request, BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    CompletableFuture<Answer> sendAsync(HttpRequest request) {
        return client.sendAsync(request, BodyHandlers.ofString()).thenApply(Answer::new);
    }

    Answer posts(String body) {
        return send(post("/posts", JSON, body));
    }

    Answer lines(String body) {
        return send(post("/posts", LINES, body));
    }

    double counter(String name) {
        return registry.find(name).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    @Override
    public void close() {
        front.close();
        metrics.close();
    }

    /** An answer with a body in JSON. */
    record Answer(HttpResponse<String> response) {

        int status() {
            return response.statusCode();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        JsonNode json() {
            try {
                return new JsonMapper().readTree(response.body());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String code() {
            return json().path("code").asText();
        }
    }
}

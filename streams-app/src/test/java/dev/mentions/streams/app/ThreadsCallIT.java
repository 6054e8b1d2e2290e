package dev.mentions.streams.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mentions.contract.CountKey;
import dev.mentions.contract.EntityKey;
import dev.mentions.contract.EntityKind;
import dev.mentions.contract.Post;
import dev.mentions.embedded.kafka.EmbeddedBroker;
import dev.mentions.service.ListenAddress;
import dev.mentions.service.ManagementServer;
import dev.mentions.service.Settings;
import dev.mentions.service.Telemetry;
import dev.mentions.streams.LabelExtractor;
import dev.mentions.streams.TestConfigs;
import dev.mentions.streams.runtime.KafkaFixture;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Threads added and removed over HTTP, while posts come, under both ways to share partitions. */
class ThreadsCallIT {

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final int PARTITIONS = 4;
    private static final Instant DAY = Instant.parse("2016-03-01T00:00:00Z");

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper mapper = JsonMapper.builder().build();
    private final Map<CountKey, Long> expected = new HashMap<>();

    @TempDir
    Path directory;

    private int sent;

    @ParameterizedTest
    @CsvSource({"classic", "streams"})
    void shouldLoseAndDoubleNothingWhileThreadsComeAndGo(String protocol) throws Exception {
        try (EmbeddedBroker broker =
                        EmbeddedBroker.builder(directory.resolve("broker")).start();
                KafkaFixture kafka = new KafkaFixture(broker.bootstrapServers(), PARTITIONS);
                StreamsService service = start(broker, protocol);
                ManagementServer server = new ManagementServer(
                        ListenAddress.loopback(new Settings(Map.of(), Map.of()), "management", 0),
                        service::health,
                        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                        service.calls())) {
            URI threads = URI.create("http://127.0.0.1:" + server.port() + "/threads");
            await().atMost(LIMIT).until(() -> service.health().ready());
            // More than partitions, back to one, and up again at once: in the middle of the rebalance before.
            for (int wanted : new int[] {3, PARTITIONS + 2, 1, 2}) {
                for (String application : new String[] {"extract", "count"}) {
                    load(kafka);
                    HttpResponse<String> answer = post(threads, application, wanted);
                    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                    assertThat(told(answer.body(), application).get("threads").intValue())
                            .isEqualTo(wanted);
                }
                if (wanted == PARTITIONS + 2) {
                    await().atMost(LIMIT)
                            .untilAsserted(() -> assertThat(told(get(threads), "extract")
                                            .get("idle")
                                            .intValue())
                                    .isEqualTo(2));
                }
            }
            load(kafka);
            await().atMost(LIMIT).untilAsserted(() -> assertThat(kafka.sums()).isEqualTo(expected));
            await().atMost(LIMIT).untilAsserted(() -> {
                JsonNode extract = told(get(threads), "extract");
                assertThat(extract.get("running").intValue()).isEqualTo(2);
                assertThat(extract.get("tasks").intValue()).isEqualTo(PARTITIONS);
            });
            // What comes late would come now.
            load(kafka);
            await().atMost(LIMIT).untilAsserted(() -> assertThat(kafka.sums()).isEqualTo(expected));
            assertThat(kafka.lastCounts()).isEqualTo(expected);
        }
    }

    private void load(KafkaFixture kafka) throws Exception {
        for (int i = 0; i < 200; i++) {
            int id = sent++;
            kafka.send(new Post("id-" + id, "P", null, null, DAY, "PERSON:n" + id % 20), Instant.now());
            expected.merge(CountKey.of(EntityKey.articles("p"), DAY), 1L, Long::sum);
            expected.merge(CountKey.of(new EntityKey("p", EntityKind.PERSON, "n" + id % 20), DAY), 1L, Long::sum);
        }
        kafka.flush();
    }

    private HttpResponse<String> post(URI threads, String application, int wanted) throws Exception {
        return http.send(
                HttpRequest.newBuilder(threads)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "{\"application\":\"" + application + "\",\"threads\":" + wanted + "}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private String get(URI threads) throws Exception {
        return http.send(HttpRequest.newBuilder(threads).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private JsonNode told(String body, String application) throws Exception {
        for (JsonNode told : mapper.readTree(body).get("applications")) {
            if (told.get("application").textValue().equals(application)) {
                return told;
            }
        }
        throw new AssertionError("No " + application + " in " + body);
    }

    private StreamsService start(EmbeddedBroker broker, String protocol) throws Exception {
        StreamsService service = StreamsService.withExtractors(
                TestConfigs.of(
                        directory.resolve("state"),
                        "kafka.bootstrap.servers",
                        broker.bootstrapServers(),
                        "group.protocol",
                        protocol,
                        "instance.id",
                        "one",
                        "topics.partitions",
                        Integer.toString(PARTITIONS),
                        "extract.threads",
                        "1",
                        "commit.interval",
                        "200ms"),
                Telemetry.untraced(new SimpleMeterRegistry()),
                LabelExtractor::new);
        service.start();
        return service;
    }
}

package dev.mentions.cli.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.cloud.firestore.Firestore;
import dev.mentions.contract.EntityKind;
import dev.mentions.contract.Generation;
import dev.mentions.embedded.firestore.FirestoreServer;
import dev.mentions.embedded.kafka.EmbeddedBroker;
import dev.mentions.embedded.kafka.SaslSsl;
import dev.mentions.embedded.tls.SelfSignedKeyStore;
import dev.mentions.generations.counts.CountLine;
import dev.mentions.generations.counts.FirestoreCounts;
import dev.mentions.producer.app.ProducerService;
import dev.mentions.producer.config.ProducerConfig;
import dev.mentions.service.Service;
import dev.mentions.service.Settings;
import dev.mentions.service.Telemetry;
import dev.mentions.sink.app.SinkService;
import dev.mentions.sink.config.SinkConfig;
import dev.mentions.streams.app.StreamsService;
import dev.mentions.streams.config.StreamsAppConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every service against a broker that wants TLS and a password, which they have from {@code kafka.*} settings alone. */
class SecuredBrokerIT {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private static final String PROJECT = "mentions-local";

    @TempDir
    private Path directory;

    private SaslSsl security;
    private EmbeddedBroker broker;
    private FirestoreServer firestore;

    @BeforeEach
    void start() throws Exception {
        SelfSignedKeyStore store = SelfSignedKeyStore.create(directory.resolve("store.p12"), "of-the-store");
        security = new SaslSsl(store, "mentions", "of-the-user");
        broker = EmbeddedBroker.builder(directory.resolve("kafka"))
                .security(security)
                .start();
        firestore = FirestoreServer.builder()
                .directory(directory.resolve("firestore"))
                .start();
    }

    @AfterEach
    void stop() throws IOException {
        broker.close();
        firestore.close();
    }

    @Test
    void shouldCountThroughABrokerThatWantsTlsAndAPassword() throws Exception {
        try (SinkService sink = sink(security);
                StreamsService count = streams(security, "count");
                StreamsService extract = streams(security, "extract");
                ProducerService producer = producer(security)) {
            // Each makes the topics it needs, which takes its admin client.
            for (Service service : List.of(producer, count, extract, sink)) {
                service.start();
            }
            assertThat(post(producer)).isEqualTo(202);

            await().atMost(LIMIT)
                    .untilAsserted(() ->
                            assertThat(totals()).contains(new CountLine("the times", EntityKind.ARTICLE, "", null, 1)));
            for (Service service : List.of(producer, count, extract, sink)) {
                await().atMost(LIMIT).until(() -> service.health().ready());
            }
        }
    }

    @Test
    void shouldNotWorkWithAWrongPasswordAndSaySo() throws Exception {
        SaslSsl wrong = new SaslSsl(security.store(), security.user(), "guessed");
        try (SinkService sink = sink(wrong);
                StreamsService streams = streams(wrong, "both");
                ProducerService producer = producer(wrong)) {
            producer.start();
            assertThat(producer.health().ready()).isFalse();
            assertThat(post(producer)).isEqualTo(503);

            assertThatThrownBy(streams::start)
                    .hasRootCauseInstanceOf(SaslAuthenticationException.class)
                    .hasMessageContaining("Authentication failed")
                    .hasMessageNotContaining("guessed");

            sink.start();
            await().atMost(LIMIT)
                    .until(() -> sink.health()
                            .details()
                            .get("kafka")
                            .contains(SaslAuthenticationException.class.getSimpleName()));
            assertThat(sink.health().ready()).isFalse();
            assertThat(sink.health().details().toString()).doesNotContain("guessed");
        }
    }

    private SinkService sink(SaslSsl as) {
        return new SinkService(
                SinkConfig.from(settings(
                        as, Map.of("firestore.project", PROJECT, "firestore.emulator-host", firestore.host()))),
                Telemetry.untraced(new SimpleMeterRegistry()));
    }

    private StreamsService streams(SaslSsl as, String role) {
        return new StreamsService(
                StreamsAppConfig.from(settings(
                        as,
                        Map.of(
                                "role",
                                role,
                                "instance.id",
                                role,
                                "state.dir",
                                directory.resolve("streams-" + role).toString(),
                                "state.rocksdb.mib",
                                "16",
                                "extract.threads",
                                "1",
                                "topics.partitions",
                                "2"))),
                Telemetry.untraced(new SimpleMeterRegistry()));
    }

    private ProducerService producer(SaslSsl as) {
        return new ProducerService(
                ProducerConfig.from(settings(as, Map.of("http.port", "0", "topics.partitions", "2"))),
                Telemetry.untraced(new SimpleMeterRegistry()));
    }

    private Settings settings(SaslSsl as, Map<String, String> own) {
        Map<String, String> all = new HashMap<>(own);
        all.put("kafka.bootstrap.servers", broker.bootstrapServers());
        as.clientSettings().forEach((key, value) -> all.put("kafka." + key, value));
        return new Settings(all, Map.of());
    }

    private static int post(ProducerService producer) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + producer.httpPort() + "/posts"))
                                .header("Content-Type", "application/json")
                                .timeout(Duration.ofSeconds(60))
                                .POST(HttpRequest.BodyPublishers.ofString(
                                        "{\"publication\":\"The Times\",\"content\":\"Ada Lovelace was in London.\"}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    private List<CountLine> totals() throws Exception {
        List<CountLine> lines = new ArrayList<>();
        try (Firestore client = new PipelineAddress.Database(PROJECT, "(default)", firestore.host()).connect()) {
            FirestoreCounts counts = new FirestoreCounts(client, Generation.FIRST);
            for (FirestoreCounts.Publication publication : counts.publications()) {
                lines.addAll(counts.totals(publication).toList());
            }
        }
        return lines;
    }
}

package dev.mentions.cli.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mentions.cli.archive.DemoPosts;
import dev.mentions.cli.archive.Row;
import dev.mentions.cli.counts.CountOracle;
import dev.mentions.cli.upload.UploadReport;
import dev.mentions.contract.EntityKind;
import dev.mentions.contract.Generation;
import dev.mentions.contract.Topics;
import dev.mentions.generations.counts.CountLine;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole pipeline in this JVM: what goes in over HTTP comes out of Firestore as the oracle counts it. */
class LocalPipelineIT {

    @TempDir
    private Path directory;

    @Test
    void shouldCountAsTheOracleDoesOnceOnlyAndAfterARestart() throws Exception {
        List<Row.Json> posts = new ArrayList<>(DemoPosts.read());
        CountOracle oracle = PipelineUse.oracle(posts);
        List<CountLine> totals = oracle.totals().toList();
        List<CountLine> windows = oracle.windows().toList();
        assertThat(totals).hasSizeGreaterThan(1_000);

        try (LocalPipeline pipeline = start()) {
            // Windows close for what comes late: order must not matter.
            Collections.shuffle(posts, new Random(7));
            assertThat(use(pipeline).upload(posts)).isEqualTo(new UploadReport(posts.size(), 0));
            use(pipeline).drain(Generation.FIRST);
            assertThat(use(pipeline).totals(Generation.FIRST)).containsExactlyElementsOf(totals);
            assertThat(use(pipeline).windows(Generation.FIRST)).containsExactlyElementsOf(windows);
        }
        try (LocalPipeline pipeline = start()) {
            assertThat(use(pipeline).totals(Generation.FIRST)).containsExactlyElementsOf(totals);
            assertThat(use(pipeline).upload(posts)).isEqualTo(new UploadReport(posts.size(), 0));
            use(pipeline).drain(Generation.FIRST);
            assertThat(use(pipeline).totals(Generation.FIRST)).containsExactlyElementsOf(totals);
            assertThat(use(pipeline).windows(Generation.FIRST)).containsExactlyElementsOf(windows);
        }
    }

    @Test
    void shouldKeepWhatWasAcceptedWhenItIsClosedUnderLoad() throws Exception {
        List<Row.Json> posts = DemoPosts.read();
        try (LocalPipeline pipeline = start()) {
            // Kafka Streams 4.3.1 can hang for longer than our limit when it is closed in its first rebalance; a
            // process
            // ends all the same, but this JVM could not open the stores again.
            await().atMost(PipelineUse.LIMIT).until(() -> pipeline.health().ready());
            assertThat(use(pipeline).upload(posts).accepted()).isEqualTo(posts.size());
        }
        CountOracle oracle = PipelineUse.oracle(posts);

        try (LocalPipeline pipeline = start()) {
            use(pipeline).drain(Generation.FIRST);
            assertThat(use(pipeline).totals(Generation.FIRST))
                    .containsExactlyElementsOf(oracle.totals().toList());
        }
    }

    @Test
    void shouldAnswerBadInputAndGoOn() throws Exception {
        try (LocalPipeline pipeline = start()) {
            poison(pipeline);
            assertThat(post(pipeline, "{").statusCode()).isEqualTo(400);
            assertThat(post(pipeline, "{\"publication\":\"P\"}").statusCode()).isEqualTo(422);
            assertThat(post(pipeline, "{\"publication\":\" \",\"content\":\"C\"}")
                            .statusCode())
                    .isEqualTo(422);
            assertThat(post(pipeline, "{\"publication\":\"P\",\"content\":\"half \\ud800 pair\"}")
                            .statusCode())
                    .isEqualTo(422);
            assertThat(post(pipeline, "{\"publication\":\"P\",\"content\":\"C\",\"publishedAt\":\"2099-01-01\"}")
                            .statusCode())
                    .isEqualTo(422);
            String odd = "{\"publication\":\"../x/__y__\",\"content\":\"%s\"}";
            assertThat(post(pipeline, odd.formatted("\uD83D\uDE00 \u05E9\u05DC\u05D5\u05DD \\u0000 Ada Lovelace"))
                            .statusCode())
                    .isEqualTo(202);
            assertThat(post(pipeline, odd.formatted("x".repeat(1_000_000))).statusCode())
                    .isEqualTo(202);
            use(pipeline).drain(Generation.FIRST);

            assertThat(use(pipeline).totals(Generation.FIRST))
                    .contains(new CountLine("../x/__y__", EntityKind.ARTICLE, "", null, 2));
        }
    }

    private LocalPipeline start() throws Exception {
        return LocalPipeline.start(LocalSettings.unobserved(directory, PipelineUse.THREADS), new SimpleMeterRegistry());
    }

    private static PipelineUse use(LocalPipeline pipeline) {
        return new PipelineUse(pipeline.address());
    }

    private static HttpResponse<String> post(LocalPipeline pipeline, String json) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(pipeline.address().producer().resolve("posts"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(json))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    /** Writes to every partition of the posts topic what is no post, past the producer. */
    private static void poison(LocalPipeline pipeline) throws Exception {
        String topic = new Topics(Generation.FIRST).posts().name();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", pipeline.address().bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (var partition : producer.partitionsFor(topic)) {
                byte[] bytes = "\u0000 not a post".getBytes(StandardCharsets.UTF_8);
                producer.send(new ProducerRecord<>(topic, partition.partition(), bytes, bytes))
                        .get();
            }
        }
    }
}

package dev.mentions.cli.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.cloud.firestore.Firestore;
import dev.mentions.cli.archive.DemoPosts;
import dev.mentions.cli.archive.Position;
import dev.mentions.cli.archive.Row;
import dev.mentions.cli.archive.RowSource;
import dev.mentions.cli.counts.CountLine;
import dev.mentions.cli.counts.CountOracle;
import dev.mentions.cli.counts.FirestoreCounts;
import dev.mentions.cli.upload.PostClient;
import dev.mentions.cli.upload.UploadListener;
import dev.mentions.cli.upload.UploadReport;
import dev.mentions.cli.upload.UploadSettings;
import dev.mentions.cli.upload.Uploader;
import dev.mentions.contract.EntityKind;
import dev.mentions.contract.Generation;
import dev.mentions.contract.Topics;
import dev.mentions.ner.extract.NerModel;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
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

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private static final int THREADS = 2;

    @TempDir
    private Path directory;

    @Test
    void shouldCountAsTheOracleDoesOnceOnlyAndAfterARestart() throws Exception {
        List<Row.Json> posts = new ArrayList<>(DemoPosts.read());
        CountOracle oracle = new CountOracle(NerModel.bundled(), THREADS, Clock.systemUTC());
        oracle.count(source(posts));
        List<CountLine> totals = oracle.totals().toList();
        List<CountLine> windows = oracle.windows().toList();
        assertThat(totals).hasSizeGreaterThan(1_000);

        try (LocalPipeline pipeline = start()) {
            // Windows close for what comes late: order must not matter.
            Collections.shuffle(posts, new Random(7));
            assertThat(upload(pipeline, posts)).isEqualTo(new UploadReport(posts.size(), 0));
            drain(pipeline);
            assertThat(totals(pipeline)).containsExactlyElementsOf(totals);
            assertThat(windows(pipeline)).containsExactlyElementsOf(windows);
        }
        try (LocalPipeline pipeline = start()) {
            assertThat(totals(pipeline)).containsExactlyElementsOf(totals);
            assertThat(upload(pipeline, posts)).isEqualTo(new UploadReport(posts.size(), 0));
            drain(pipeline);
            assertThat(totals(pipeline)).containsExactlyElementsOf(totals);
            assertThat(windows(pipeline)).containsExactlyElementsOf(windows);
        }
    }

    @Test
    void shouldKeepWhatWasAcceptedWhenItIsClosedUnderLoad() throws Exception {
        List<Row.Json> posts = DemoPosts.read();
        try (LocalPipeline pipeline = start()) {
            // Kafka Streams 4.3.1 can hang for longer than our limit when it is closed in its first rebalance; a
            // process
            // ends all the same, but this JVM could not open the stores again.
            await().atMost(LIMIT).until(() -> pipeline.health().ready());
            assertThat(upload(pipeline, posts).accepted()).isEqualTo(posts.size());
        }
        CountOracle oracle = new CountOracle(NerModel.bundled(), THREADS, Clock.systemUTC());
        oracle.count(source(posts));

        try (LocalPipeline pipeline = start()) {
            drain(pipeline);
            assertThat(totals(pipeline))
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
            drain(pipeline);

            assertThat(totals(pipeline)).contains(new CountLine("../x/__y__", EntityKind.ARTICLE, "", null, 2));
        }
    }

    private LocalPipeline start() throws Exception {
        return LocalPipeline.start(LocalSettings.unobserved(directory, THREADS), new SimpleMeterRegistry());
    }

    private static UploadReport upload(LocalPipeline pipeline, List<Row.Json> posts) throws Exception {
        UploadListener silent = new UploadListener() {
            @Override
            public void accepted(int count) {
                // The report counts them.
            }

            @Override
            public void refused(Position position, String reason) {
                // The report counts them.
            }

            @Override
            public void waiting(String reason) {
                // Waiting is no failure.
            }
        };
        PostClient client = new PostClient(pipeline.address().producer(), null);
        return new Uploader(client, UploadSettings.DEFAULT, silent).upload(source(posts));
    }

    private static void drain(LocalPipeline pipeline) throws Exception {
        PipelineAddress address = pipeline.address();
        try (Firestore firestore = address.firestore().connect();
                PipelineLag lag = new PipelineLag(
                        address.kafka(),
                        Generation.FIRST,
                        new FirestoreFences(firestore, PipelineAddress.SINK, Generation.FIRST))) {
            Drain.await(lag, LIMIT, stage -> {});
        }
    }

    private static List<CountLine> totals(LocalPipeline pipeline) throws Exception {
        return read(pipeline, false);
    }

    private static List<CountLine> windows(LocalPipeline pipeline) throws Exception {
        return read(pipeline, true);
    }

    private static List<CountLine> read(LocalPipeline pipeline, boolean windows) throws Exception {
        List<CountLine> lines = new ArrayList<>();
        try (Firestore firestore = pipeline.address().firestore().connect()) {
            FirestoreCounts counts = new FirestoreCounts(firestore, Generation.FIRST);
            for (FirestoreCounts.Publication publication : counts.publications()) {
                lines.addAll((windows ? counts.windows(publication) : counts.totals(publication)).toList());
            }
        }
        return lines;
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

    private static RowSource source(List<Row.Json> posts) {
        var iterator = posts.iterator();
        return () -> iterator.hasNext() ? iterator.next() : null;
    }
}

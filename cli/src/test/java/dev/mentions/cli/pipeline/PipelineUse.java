package dev.mentions.cli.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.cloud.firestore.Firestore;
import dev.mentions.cli.app.MentionsMain;
import dev.mentions.cli.archive.Position;
import dev.mentions.cli.archive.Row;
import dev.mentions.cli.archive.RowSource;
import dev.mentions.cli.counts.CountOracle;
import dev.mentions.cli.upload.PostClient;
import dev.mentions.cli.upload.UploadListener;
import dev.mentions.cli.upload.UploadReport;
import dev.mentions.cli.upload.UploadSettings;
import dev.mentions.cli.upload.Uploader;
import dev.mentions.contract.Generation;
import dev.mentions.generations.counts.CountLine;
import dev.mentions.generations.counts.FirestoreCounts;
import dev.mentions.generations.progress.PipelineLag;
import dev.mentions.ner.extract.NerModel;
import dev.mentions.streams.count.Windows;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What tests do with a pipeline: send posts, wait until they are counted, read the counts, say what they should be. */
final class PipelineUse {

    static final Duration LIMIT = Duration.ofMinutes(2);
    static final int THREADS = 2;

    private final PipelineAddress address;

    PipelineUse(PipelineAddress address) {
        this.address = address;
    }

    static Row.Json row(String id, String publication, String content) {
        byte[] json = new JsonMapper()
                .createObjectNode()
                .put("id", id)
                .put("publication", publication)
                .put("content", content)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        return new Row.Json(new Position(Path.of("test"), 1), json);
    }

    static CountOracle oracle(List<Row.Json> posts) throws Exception {
        return oracle(posts, Windows.DAILY);
    }

    static CountOracle oracle(List<Row.Json> posts, Windows windows) throws Exception {
        CountOracle oracle = new CountOracle(NerModel.bundled(), windows, THREADS, Clock.systemUTC());
        oracle.count(source(posts));
        return oracle;
    }

    UploadReport upload(List<Row.Json> posts) throws Exception {
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
        PostClient client = new PostClient(address.producer(), null);
        return new Uploader(client, UploadSettings.DEFAULT, silent).upload(source(posts));
    }

    void drain(Generation generation) throws Exception {
        try (Firestore firestore = address.firestore().connect();
                PipelineLag lag = address.lag(firestore, PipelineAddress.SINK, generation)) {
            Drain.await(lag, LIMIT, stage -> {});
        }
    }

    List<CountLine> totals(Generation generation) throws Exception {
        return read(generation, false);
    }

    List<CountLine> windows(Generation generation) throws Exception {
        return read(generation, true);
    }

    /** Runs {@code mentions} as a person does, and returns what it prints; it has to succeed. */
    String mentions(String... words) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.add(MentionsMain.class.getName());
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment()
                .putAll(Map.of(
                        "CLASSPATH",
                        System.getProperty("java.class.path"),
                        "MENTIONS_URL",
                        address.producer().toString(),
                        "MENTIONS_KAFKA_BOOTSTRAP_SERVERS",
                        address.bootstrapServers(),
                        "FIRESTORE_EMULATOR_HOST",
                        String.valueOf(address.firestore().emulatorHost())));
        Process process = builder.start();
        // Ends the reading below, should it never end.
        CompletableFuture.delayedExecutor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                .execute(process::destroyForcibly);
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as("exit code of %s, which printed: %s", command, printed)
                .isZero();
        return printed;
    }

    private List<CountLine> read(Generation generation, boolean windows) throws Exception {
        List<CountLine> lines = new ArrayList<>();
        try (Firestore firestore = address.firestore().connect()) {
            FirestoreCounts counts = new FirestoreCounts(firestore, generation);
            for (FirestoreCounts.Publication publication : counts.publications()) {
                lines.addAll((windows ? counts.windows(publication) : counts.totals(publication)).toList());
            }
        }
        return lines;
    }

    private static RowSource source(List<Row.Json> posts) {
        var iterator = posts.iterator();
        return () -> iterator.hasNext() ? iterator.next() : null;
    }
}

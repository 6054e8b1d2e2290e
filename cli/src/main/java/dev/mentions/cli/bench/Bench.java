package dev.mentions.cli.bench;

import com.google.cloud.firestore.Firestore;
import com.google.cloud.firestore.QueryDocumentSnapshot;
import dev.mentions.cli.archive.Position;
import dev.mentions.cli.archive.Row;
import dev.mentions.cli.counts.CountOracle;
import dev.mentions.cli.pipeline.BehindException;
import dev.mentions.cli.pipeline.Drain;
import dev.mentions.cli.pipeline.LocalPipeline;
import dev.mentions.cli.upload.PostClient;
import dev.mentions.cli.upload.UploadException;
import dev.mentions.cli.upload.UploadListener;
import dev.mentions.cli.upload.UploadReport;
import dev.mentions.cli.upload.UploadSettings;
import dev.mentions.cli.upload.Uploader;
import dev.mentions.contract.CountDocuments;
import dev.mentions.contract.Generation;
import dev.mentions.generations.progress.FirestoreFences;
import dev.mentions.generations.progress.PipelineLag;
import dev.mentions.ner.extract.NerModel;
import dev.mentions.streams.count.Windows;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Measures a pipeline in this JVM beside {@code count} on the same posts with as many threads, in turns, so that what
 * else the machine does falls on both. For one thread.
 */
public final class Bench {

    private static final Duration DRAIN_LIMIT = Duration.ofMinutes(10);
    private static final Duration LATENCY_TIME = Duration.ofSeconds(15);
    private static final Duration PROBE_INTERVAL = Duration.ofMillis(50);
    private static final int WARM_UP_POSTS = 4_000;
    private static final String PROBE = "bench-probe-";

    /** Latency under full load is the length of the queue; under half of it, it is the pipeline's own. */
    private static final double LATENCY_LOAD = 0.5;

    private final LocalPipeline pipeline;
    private final Firestore firestore;
    private final PipelineLag lag;
    private final FirestoreFences fences;
    private final Workload workload;
    private final BenchSettings settings;
    private final Consumer<String> progress;

    private record Round(double pipelineRate, double countRate, double writesPerPost) {}

    /**
     * @param pipeline fresh and kept open by the caller
     * @param firestore its database
     * @param lag what it has still to do
     * @param fences how far its sink has got
     * @param progress told in words what is being measured
     */
    public Bench(
            LocalPipeline pipeline,
            Firestore firestore,
            PipelineLag lag,
            FirestoreFences fences,
            List<Row.Json> posts,
            BenchSettings settings,
            Consumer<String> progress)
            throws IOException {
        this.pipeline = pipeline;
        this.firestore = firestore;
        this.lag = lag;
        this.fences = fences;
        this.workload = new Workload(posts);
        this.settings = settings;
        this.progress = progress;
    }

    /** Measures, for a minute or more. */
    public BenchReport run()
            throws IOException, InterruptedException, ExecutionException, TimeoutException, UploadException,
                    BehindException {
        progress.accept("warming up");
        round(Math.min(settings.posts(), WARM_UP_POSTS));
        List<Round> rounds = new ArrayList<>();
        for (int i = 1; i <= settings.rounds(); i++) {
            progress.accept("round " + i + " of " + settings.rounds());
            rounds.add(round(settings.posts()));
        }
        double rate = median(rounds.stream().mapToDouble(Round::pipelineRate).toArray());
        progress.accept("latency");
        BenchReport.Latency latency = latency(rate * LATENCY_LOAD);
        return new BenchReport(
                settings.source(),
                settings.posts(),
                settings.threads(),
                rate,
                median(rounds.stream().mapToDouble(Round::countRate).toArray()),
                median(rounds.stream()
                        .mapToDouble(round -> round.pipelineRate() / round.countRate())
                        .toArray()),
                latency,
                median(rounds.stream().mapToDouble(Round::writesPerPost).toArray()));
    }

    private Round round(int posts)
            throws IOException, InterruptedException, ExecutionException, TimeoutException, UploadException,
                    BehindException {
        List<Row.Json> rows = workload.posts(posts);
        double countSeconds = seconds(() -> count(rows));
        long writes = pipeline.firestore().statistics().documentWrites();
        Instant start = Instant.now();
        upload(rows, 0);
        Drain.await(lag, DRAIN_LIMIT, stage -> {});
        // Not the moment at which the drain was noticed: looking takes time of its own.
        double pipelineSeconds = Duration.between(start, fences.lastMoved()).toNanos() / 1e9;
        double written = pipeline.firestore().statistics().documentWrites() - writes;
        return new Round(posts / pipelineSeconds, posts / countSeconds, written / posts);
    }

    private void count(List<Row.Json> rows) throws IOException, InterruptedException, ExecutionException {
        CountOracle oracle = new CountOracle(NerModel.bundled(), Windows.DAILY, settings.threads(), Clock.systemUTC());
        Iterator<Row.Json> iterator = rows.iterator();
        oracle.count(() -> iterator.hasNext() ? iterator.next() : null);
    }

    private void upload(List<Row.Json> rows, double rate) throws IOException, InterruptedException, UploadException {
        Iterator<Row.Json> iterator = rows.iterator();
        UploadSettings upload =
                new UploadSettings(UploadSettings.DEFAULT.lanes(), rate, Long.MAX_VALUE, Duration.ofMinutes(1));
        UploadReport report =
                new Uploader(client(), upload, new Silent()).upload(() -> iterator.hasNext() ? iterator.next() : null);
        if (report.accepted() != rows.size()) {
            throw new IOException(report.refused() + " of " + rows.size() + " posts were refused; see 'mentions load'");
        }
    }

    private PostClient client() {
        return new PostClient(pipeline.address().producer(), null);
    }

    /** Sends probes among a steady load. When a probe's publication appeared in Firestore, its post was counted. */
    private BenchReport.Latency latency(double rate)
            throws IOException, InterruptedException, ExecutionException, TimeoutException, BehindException {
        List<Row.Json> load = workload.posts((int) Math.max(1, rate * LATENCY_TIME.toSeconds()));
        CompletableFuture<Void> loading = CompletableFuture.runAsync(() -> {
            try {
                upload(load, rate);
            } catch (IOException | UploadException | InterruptedException e) {
                throw new IllegalStateException("The load beside the probes failed", e);
            }
        });
        Map<String, Instant> accepted = sendProbes(loading);
        loading.get();
        Drain.await(lag, DRAIN_LIMIT, stage -> {});
        double[] millis =
                firestore.collection(CountDocuments.root(Generation.FIRST)).get().get().getDocuments().stream()
                        .filter(document -> accepted.containsKey(key(document)))
                        .mapToDouble(document -> millis(accepted.get(key(document)), document))
                        .sorted()
                        .toArray();
        return new BenchReport.Latency(
                percentile(millis, 0.50), percentile(millis, 0.95), percentile(millis, 0.99), millis.length);
    }

    private Map<String, Instant> sendProbes(CompletableFuture<Void> loading) throws IOException, InterruptedException {
        PostClient client = client();
        Map<String, Instant> accepted = new HashMap<>();
        for (int i = 0; !loading.isDone(); i++) {
            long next = System.nanoTime() + PROBE_INTERVAL.toNanos();
            String publication = PROBE + i;
            PostClient.Answer answer = client.send(List.of(workload.probe(publication, i)));
            if (answer instanceof PostClient.Answer.Decided) {
                accepted.put(publication, Instant.now());
            }
            TimeUnit.NANOSECONDS.sleep(next - System.nanoTime());
        }
        return accepted;
    }

    private static String key(QueryDocumentSnapshot publication) {
        return Objects.requireNonNullElse(publication.getString(CountDocuments.KEY), "");
    }

    private static double millis(Instant accepted, QueryDocumentSnapshot publication) {
        Instant applied = Objects.requireNonNull(publication.getCreateTime())
                .toSqlTimestamp()
                .toInstant();
        return Math.max(0, Duration.between(accepted, applied).toNanos() / 1e6);
    }

    private static double percentile(double[] sorted, double share) {
        if (sorted.length == 0) {
            throw new IllegalStateException("No probe was counted");
        }
        return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    @FunctionalInterface
    private interface Work {
        void run()
                throws IOException, InterruptedException, ExecutionException, TimeoutException, UploadException,
                        BehindException;
    }

    private static double seconds(Work work)
            throws IOException, InterruptedException, ExecutionException, TimeoutException, UploadException,
                    BehindException {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    private static final class Silent implements UploadListener {

        @Override
        public void accepted(int posts) {
            // The bench times the whole upload.
        }

        @Override
        public void refused(Position position, String reason) {
            // The report of the upload counts them.
        }

        @Override
        public void waiting(String reason) {
            // Waiting is part of what is measured.
        }
    }
}

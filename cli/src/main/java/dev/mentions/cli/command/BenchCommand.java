package dev.mentions.cli.command;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.cloud.firestore.Firestore;
import dev.mentions.cli.archive.Archive;
import dev.mentions.cli.archive.DemoPosts;
import dev.mentions.cli.archive.Row;
import dev.mentions.cli.bench.Bench;
import dev.mentions.cli.bench.BenchReport;
import dev.mentions.cli.bench.BenchSettings;
import dev.mentions.cli.pipeline.LocalPipeline;
import dev.mentions.cli.pipeline.LocalSettings;
import dev.mentions.cli.pipeline.PipelineAddress;
import dev.mentions.contract.Generation;
import dev.mentions.generations.progress.FirestoreFences;
import dev.mentions.generations.progress.PipelineLag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** How fast the whole pipeline is on this machine. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = {
            "Measures the whole pipeline in this process: posts a second from HTTP to applied in Firestore, beside"
                    + " 'count' on the same posts with as many threads, in turns; then the latency at half of that rate."
                    + " The posts' dates are left out: all are published now, as live posts are. Figures are medians of"
                    + " the rounds; compare ratios, machines differ."
        })
final class BenchCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "Posts to measure with, as for 'load'; those of the demo without it.")
    private @Nullable Path file;

    @Option(
            names = "--posts",
            paramLabel = "N",
            defaultValue = "15000",
            description = "Posts in each round (default ${DEFAULT-VALUE}).")
    private int posts;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "Rounds after one to warm up (default ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--threads", paramLabel = "N", description = "Threads that find names (default: one a core).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        List<Row.Json> rows = file == null ? DemoPosts.read() : read(file, posts, err);
        BenchSettings settings = new BenchSettings(
                file == null ? "demo posts" : String.valueOf(file.getFileName()),
                Math.max(1, posts),
                Math.max(1, rounds),
                Math.max(1, threads));
        try (OrderlyStop stop = OrderlyStop.install(err)) {
            TemporaryDirectory directory = stop.owns(TemporaryDirectory.create("mentions-bench"));
            LocalPipeline pipeline = stop.owns(LocalPipeline.start(
                    LocalSettings.unobserved(directory.path(), settings.threads()), new SimpleMeterRegistry()));
            PipelineAddress address = pipeline.address();
            try (Firestore firestore = address.firestore().connect()) {
                FirestoreFences fences = new FirestoreFences(firestore, PipelineAddress.SINK, Generation.FIRST);
                PipelineLag lag = stop.owns(address.lag(firestore, PipelineAddress.SINK, Generation.FIRST));
                BenchReport report = new Bench(
                                pipeline, firestore, lag, fences, rows, settings, step -> err.println("bench: " + step))
                        .run();
                if (json) {
                    out.println(new JsonMapper().writeValueAsString(report));
                } else {
                    print(out, report);
                }
            }
        }
        return 0;
    }

    private static List<Row.Json> read(Path file, int limit, PrintWriter err) throws IOException {
        List<Row.Json> rows = new ArrayList<>();
        try (Archive archive = Archive.open(file)) {
            LinksOut.tell(archive, "bench", err);
            for (Row row = archive.next(); row != null && rows.size() < limit; row = archive.next()) {
                if (row instanceof Row.Json readable) {
                    rows.add(readable);
                }
            }
        }
        return rows;
    }

    private static void print(PrintWriter out, BenchReport report) {
        out.printf(
                Locale.ROOT,
                "%,d posts a round (%s), %d threads find names%n",
                report.posts(),
                report.source(),
                report.threads());
        out.printf(Locale.ROOT, "  HTTP to Firestore    %,8.0f posts/s%n", report.postsPerSecond());
        out.printf(Locale.ROOT, "  count, no Kafka      %,8.0f posts/s%n", report.countPostsPerSecond());
        out.printf(Locale.ROOT, "  ratio                %8.2f%n", report.ratio());
        out.printf(
                Locale.ROOT,
                "  latency at half load %,8.0f ms p50  %,.0f ms p95  %,.0f ms p99  (%d probes)%n",
                report.latencyMillis().p50(),
                report.latencyMillis().p95(),
                report.latencyMillis().p99(),
                report.latencyMillis().probes());
        out.printf(Locale.ROOT, "  Firestore writes     %8.2f a post%n", report.firestoreWritesPerPost());
    }
}

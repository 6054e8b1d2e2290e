package dev.mentions.cli.command;

import com.google.cloud.firestore.Firestore;
import dev.mentions.cli.archive.DemoPosts;
import dev.mentions.cli.archive.Position;
import dev.mentions.cli.archive.Row;
import dev.mentions.cli.pipeline.Drain;
import dev.mentions.cli.pipeline.LocalPipeline;
import dev.mentions.cli.pipeline.LocalSettings;
import dev.mentions.cli.pipeline.PipelineAddress;
import dev.mentions.cli.upload.PostClient;
import dev.mentions.cli.upload.UploadListener;
import dev.mentions.cli.upload.UploadReport;
import dev.mentions.cli.upload.UploadSettings;
import dev.mentions.cli.upload.Uploader;
import dev.mentions.contract.Generation;
import dev.mentions.generations.counts.FirestoreCounts;
import dev.mentions.generations.progress.PipelineLag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the whole thing at work. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Starts the whole pipeline in this process, uploads the posts that come with Mentions over HTTP, and prints"
                    + " what each publication writes about.",
            "",
            "It then stays until Ctrl-C, so that the page it names, 'mentions top', 'mentions export' and others can look at it. Its state"
                    + " is thrown away at the end."
        })
final class DemoCommand implements Callable<Integer> {

    private static final Duration DRAIN_LIMIT = Duration.ofMinutes(5);
    private static final int TOP = 6;

    @Spec
    private CommandSpec spec;

    @Option(names = "--once", description = "Exit when the counts are printed.")
    private boolean once;

    @Mixin
    private LocalOptions options;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        long start = System.nanoTime();
        try (OrderlyStop stop = OrderlyStop.install(err)) {
            TemporaryDirectory directory = stop.owns(TemporaryDirectory.create("mentions-demo"));
            err.println("starting broker, Firestore server, producer, streams, sink and dashboard in this process");
            LocalSettings settings = once ? options.atFreePorts(directory.path()) : options.in(directory.path());
            LocalPipeline pipeline = stop.owns(LocalPipeline.start(settings, new SimpleMeterRegistry()));
            PipelineAddress address = pipeline.address();
            out.printf(
                    Locale.ROOT,
                    "ready in %.1f s: posts go to %s, the page is %s%n",
                    (System.nanoTime() - start) / 1e9,
                    address.producer(),
                    pipeline.dashboard().orElseThrow());
            try (Firestore firestore = address.firestore().connect()) {
                upload(address, err);
                drain(address, firestore, err);
                print(firestore, out);
            }
            if (!once) {
                out.printf(
                        "%nThe page with these counts, until Ctrl-C: %s%n",
                        pipeline.dashboard().orElseThrow());
                pipeline.failure().toCompletableFuture().get();
            }
            return 0;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private static void upload(PipelineAddress address, PrintWriter err) throws Exception {
        List<Row.Json> posts = DemoPosts.read();
        try (ProgressBar bar = bar("upload", posts.size(), err)) {
            UploadListener listener = new UploadListener() {
                @Override
                public void accepted(int count) {
                    bar.stepBy(count);
                }

                @Override
                public void refused(Position position, String reason) {
                    err.println(position + ": refused: " + reason);
                }

                @Override
                public void waiting(String reason) {
                    err.println(reason + "; trying again");
                }
            };
            Iterator<Row.Json> rows = posts.iterator();
            UploadReport report = new Uploader(
                            new PostClient(address.producer(), System.getenv("MENTIONS_API_KEY")),
                            UploadSettings.DEFAULT,
                            listener)
                    .upload(() -> rows.hasNext() ? rows.next() : null);
            if (report.accepted() != posts.size()) {
                throw new IllegalStateException(report.refused() + " of the demo's own posts were refused");
            }
        }
    }

    private static void drain(PipelineAddress address, Firestore firestore, PrintWriter err) throws Exception {
        try (PipelineLag lag = address.lag(firestore, PipelineAddress.SINK, Generation.FIRST);
                ProgressBar bar = bar("count", -1, err)) {
            Drain.await(
                    lag,
                    DRAIN_LIMIT,
                    stage -> bar.setExtraMessage(" " + stage.name() + ": " + stage.records() + " records left"));
        }
    }

    private static void print(Firestore firestore, PrintWriter out) throws InterruptedException, ExecutionException {
        FirestoreCounts counts = new FirestoreCounts(firestore, Generation.FIRST);
        TopEntities top = new TopEntities(counts, null, TOP);
        for (FirestoreCounts.Publication publication : counts.publications()) {
            out.println();
            top.print(publication, null, out);
        }
    }

    private static ProgressBar bar(String name, long max, PrintWriter err) {
        return ProgressBars.show(new ProgressBarBuilder().setTaskName(name).setInitialMax(max), err);
    }
}

package dev.mentions.cli.command;

import dev.mentions.cli.archive.Archive;
import dev.mentions.cli.archive.RowSource;
import dev.mentions.cli.pipeline.PipelineAddress;
import dev.mentions.cli.upload.PostClient;
import dev.mentions.cli.upload.UploadException;
import dev.mentions.cli.upload.UploadReport;
import dev.mentions.cli.upload.UploadSettings;
import dev.mentions.cli.upload.Uploader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Uploads an archive. */
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        description = {
            "Uploads a file of articles, or a folder of such files, to the producer.",
            "",
            "CSV with a header (columns id, title, publication, date, url, content, as in All the News) or a JSON"
                    + " object a line with fields of those names, plain or with .gz or .zst. A row that is refused is"
                    + " told with its place and the reason; the others go on.",
            "",
            "Running it again is harmless: a post with an id (or the same publication and content) that was accepted"
                    + " in the last seven days is not counted twice. If it is stopped, start it again, with"
                    + " --skip to save the time.",
            "",
            LinksOut.HELP
        },
        footer = {"", PipelineAddress.HELP})
final class LoadCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "CSV or NDJSON, .gz or .zst, or a folder.")
    private Path path;

    @Option(names = "--url", paramLabel = "URL", description = "The producer; over MENTIONS_URL.")
    private @Nullable URI url;

    @Option(names = "--api-key", paramLabel = "KEY", description = "Its API key; over MENTIONS_API_KEY.")
    private @Nullable String apiKey;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            defaultValue = "4",
            description = "Requests under way at once (default 4).")
    private int concurrency;

    @Option(names = "--rate", paramLabel = "N", defaultValue = "0", description = "Posts a second at most.")
    private double rate;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "9223372036854775807", description = "Rows at most.")
    private long limit;

    @Option(names = "--skip", paramLabel = "N", defaultValue = "0", description = "Rows to pass over first.")
    private long skip;

    @Option(
            names = "--retry-for",
            paramLabel = "SECONDS",
            defaultValue = "300",
            description = "How long to keep trying while nothing is accepted (default 300).")
    private int retrySeconds;

    @Override
    public Integer call() throws Exception {
        PrintWriter err = spec.commandLine().getErr();
        PipelineAddress address = PipelineAddress.from(System.getenv());
        PostClient client =
                new PostClient(url == null ? address.producer() : url, apiKey == null ? address.apiKey() : apiKey);
        UploadSettings settings =
                new UploadSettings(Math.max(1, concurrency), rate, limit, Duration.ofSeconds(retrySeconds));
        try (Archive archive = Archive.open(path);
                LoadProgress progress = new LoadProgress(archive, err)) {
            LinksOut.tell(archive, "load", err);
            Uploader uploader = new Uploader(client, settings, progress);
            Thread stopped = new Thread(() -> err.printf(
                    Locale.ROOT,
                    "%nStopped: %,d posts accepted. Run it again to go on; nothing is counted twice.%n",
                    uploader.report().accepted()));
            Runtime.getRuntime().addShutdownHook(stopped);
            long start = System.nanoTime();
            UploadReport report;
            try {
                report = uploader.upload(skipping(archive));
            } catch (UploadException e) {
                progress.close();
                err.printf(
                        Locale.ROOT,
                        "load: %s (%,d posts accepted)%n",
                        e.getMessage(),
                        uploader.report().accepted());
                return 1;
            } finally {
                Runtime.getRuntime().removeShutdownHook(stopped);
            }
            progress.close();
            return summary(report, System.nanoTime() - start);
        }
    }

    private RowSource skipping(Archive archive) throws IOException {
        for (long i = 0; i < skip && archive.next() != null; i++) {
            // Reading is what passes over a row.
        }
        return archive;
    }

    private int summary(UploadReport report, long nanos) {
        if (report.accepted() + report.refused() == 0) {
            spec.commandLine().getErr().println("load: there is no post in " + path);
            return 0;
        }
        double seconds = Math.max(0.001, nanos / (double) TimeUnit.SECONDS.toNanos(1));
        spec.commandLine()
                .getOut()
                .printf(
                        Locale.ROOT,
                        "%,d accepted, %,d refused, %.1f s, %,.0f posts/s%n",
                        report.accepted(),
                        report.refused(),
                        seconds,
                        report.accepted() / seconds);
        return report.refused() == 0 ? 0 : 1;
    }
}

package dev.mentions.cli.command;

import dev.mentions.cli.archive.Archive;
import dev.mentions.cli.counts.CountOracle;
import dev.mentions.generations.counts.CountLine;
import dev.mentions.streams.count.Windows;
import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The counts of an archive, made here. */
@Command(
        name = "count",
        mixinStandardHelpOptions = true,
        description = {
            "Counts a file of articles in this process, without Kafka or Firestore, and prints every count as NDJSON,"
                    + " sorted by publication, kind and entity.",
            "",
            "It takes and refuses what the producer does and finds the same names, so it tells what 'export' has to say"
                    + " after a 'load' of the same file, and how fast names alone allow a pipeline to be.",
            "",
            LinksOut.HELP
        })
final class CountCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "CSV or NDJSON, .gz or .zst, or a folder, as for 'load'.")
    private Path path;

    @Option(names = "--windows", description = "Print the counts of each window instead of the totals.")
    private boolean windows;

    @Mixin
    private WindowOption window;

    @Option(names = "--threads", paramLabel = "N", description = "Threads that find names (default: one a core).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Mixin
    private ModelOption model;

    @Override
    public Integer call() throws Exception {
        PrintWriter err = spec.commandLine().getErr();
        RefusedRows refused = new RefusedRows(err);
        long start = System.nanoTime();
        CountOracle oracle = new CountOracle(
                        model.load(), new Windows(window.size()), Math.max(1, threads), Clock.systemUTC())
                .onRefusal(refused::tell);
        try (Archive archive = Archive.open(path)) {
            LinksOut.tell(archive, "count", err);
            oracle.count(archive);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        try (OutputStream out = new BufferedOutputStream(StandardStreams.out(), 1 << 16)) {
            CountLine.write(windows ? oracle.windows() : oracle.totals(), out);
        }
        err.printf(
                Locale.ROOT,
                "%,d posts counted, %,d refused, %.1f s, %,.0f posts/s%n",
                oracle.posts(),
                refused.count(),
                seconds,
                oracle.posts() / Math.max(0.001, seconds));
        return refused.count() == 0 ? 0 : 1;
    }
}

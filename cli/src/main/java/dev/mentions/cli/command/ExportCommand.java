package dev.mentions.cli.command;

import com.google.cloud.firestore.Firestore;
import dev.mentions.cli.pipeline.PipelineAddress;
import dev.mentions.generations.counts.CountLine;
import dev.mentions.generations.counts.FirestoreCounts;
import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Every count in Firestore, in canonical form. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Prints every count in Firestore as NDJSON, sorted by publication, kind and entity.",
            "",
            "The form is that of 'count', so diff shows whether the pipeline's counts are exact:",
            "  mentions export > a; mentions count articles.csv > b; diff a b"
        },
        footer = {"", PipelineAddress.HELP})
final class ExportCommand implements Callable<Integer> {

    @Option(names = "--windows", description = "Print the counts of each window instead of the totals.")
    private boolean windows;

    @Mixin
    private GenerationOption generation;

    @Override
    public Integer call() throws Exception {
        PipelineAddress address = PipelineAddress.from(System.getenv());
        try (Firestore firestore = address.firestore().connect();
                OutputStream out = new BufferedOutputStream(StandardStreams.out(), 1 << 16)) {
            FirestoreCounts counts = new FirestoreCounts(firestore, generation.in(firestore));
            for (FirestoreCounts.Publication publication : counts.publications()) {
                CountLine.write(windows ? counts.windows(publication) : counts.totals(publication), out);
            }
        }
        return 0;
    }
}

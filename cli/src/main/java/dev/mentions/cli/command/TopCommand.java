package dev.mentions.cli.command;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.cloud.firestore.Firestore;
import dev.mentions.cli.pipeline.PipelineAddress;
import dev.mentions.contract.EntityKind;
import dev.mentions.contract.PublicationKey;
import dev.mentions.generations.counts.FirestoreCounts;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The entities that publications mention most. */
@Command(
        name = "top",
        mixinStandardHelpOptions = true,
        description = {
            "Prints what each publication mentions most.",
            "",
            "  mentions top --publication 'Meridian Post' --kind person --limit 20"
        },
        footer = {"", PipelineAddress.HELP})
final class TopCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--publication", paramLabel = "NAME", description = "One publication; all without it.")
    private @Nullable String publication;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description = "One of ${COMPLETION-CANDIDATES}; person, organization and location without it.")
    private @Nullable EntityKind kind;

    @Option(
            names = "--window",
            paramLabel = "START",
            description = "The window that starts then, such as 2026-11-20T00:00:00Z; all time without it.")
    private @Nullable Instant window;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "5", description = "Entities of a kind (default 5).")
    private int limit;

    @Mixin
    private GenerationOption generation;

    @Option(names = "--json", description = "Print NDJSON, one entity a line.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        PipelineAddress address = PipelineAddress.from(System.getenv());
        try (Firestore firestore = address.firestore().connect()) {
            FirestoreCounts counts = new FirestoreCounts(firestore, generation.in(firestore));
            List<FirestoreCounts.Publication> publications = counts.publications().stream()
                    .filter(each -> publication == null || each.key().equals(PublicationKey.of(publication)))
                    .toList();
            if (publications.isEmpty()) {
                spec.commandLine()
                        .getErr()
                        .println(
                                publication == null
                                        ? "top: nothing is counted yet"
                                        : "top: nothing is counted of " + publication);
                return publication == null ? 0 : 1;
            }
            TopEntities top = new TopEntities(counts, window, limit);
            for (FirestoreCounts.Publication each : publications) {
                if (json) {
                    printJson(out, each, top.of(each, kind));
                } else {
                    top.print(each, kind, out);
                }
            }
        }
        return 0;
    }

    private static void printJson(
            PrintWriter out, FirestoreCounts.Publication publication, List<FirestoreCounts.Ranked> entities) {
        JsonMapper mapper = new JsonMapper();
        for (FirestoreCounts.Ranked entity : entities) {
            ObjectNode line = mapper.createObjectNode()
                    .put("publication", publication.key())
                    .put("kind", entity.kind().spelling())
                    .put("entity", entity.entity())
                    .put("text", entity.text())
                    .put("count", entity.count());
            out.println(line);
        }
    }
}

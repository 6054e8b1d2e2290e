package dev.mentions.cli.command;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.cloud.firestore.Firestore;
import dev.mentions.cli.pipeline.PipelineAddress;
import dev.mentions.cli.pipeline.StoredPosts;
import dev.mentions.contract.Generation;
import dev.mentions.contract.LostRecords;
import dev.mentions.contract.Topics;
import dev.mentions.generations.progress.FirestoreLosses;
import dev.mentions.generations.progress.PipelineLag;
import dev.mentions.generations.registry.Generations;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How far a pipeline is behind. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = {
            "Prints how many posts are stored, from when to when they were accepted, and what of them is not yet applied in"
                    + " Firestore, stage by stage.",
            "",
            "A lag of 0 over all stages means that everything accepted before is in the counts."
        },
        footer = {"", PipelineAddress.HELP})
final class StatusCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Mixin
    private GenerationOption generationOption;

    @Mixin
    private SinkOption sink;

    @Override
    public Integer call() throws Exception {
        PipelineAddress address = PipelineAddress.from(System.getenv());
        PrintWriter out = spec.commandLine().getOut();
        try (Firestore firestore = address.firestore().connect()) {
            Generation generation = generationOption.in(firestore);
            List<PipelineLag.Stage> stages = stages(address, firestore, generation);
            List<LostRecords> lost = lost(firestore, generation);
            StoredPosts posts = posts(address);
            if (json) {
                out.println(toJson(posts, stages, generation, lost));
            } else {
                out.printf(
                        Locale.ROOT,
                        "%,d posts stored%s%n",
                        posts.count(),
                        posts.oldest() == null ? "" : ", accepted from " + posts.oldest() + " to " + posts.newest());
                out.printf("%-9s %-24s %10s  %s%n", "stage", "reads", "lag", "by partition");
                for (PipelineLag.Stage stage : stages) {
                    out.printf(
                            Locale.ROOT,
                            "%-9s %-24s %,10d  %s%n",
                            stage.name(),
                            stage.topicName(),
                            stage.records(),
                            stage.byPartition().values());
                }
                stages.stream().filter(stage -> stage.missing() > 0).forEach(stage -> printMissing(out, stage));
                if (!lost.isEmpty()) {
                    out.printf(
                            Locale.ROOT,
                            "%,d offsets were lost, and the loss was accepted: 'mentions losses' lists them%n",
                            offsets(lost));
                }
                out.printf(Locale.ROOT, "generation %d, lag %,d%n", generation.number(), PipelineLag.total(stages));
            }
        }
        return 0;
    }

    private List<PipelineLag.Stage> stages(PipelineAddress address, Firestore firestore, Generation generation)
            throws Exception {
        try (PipelineLag lag = address.lag(firestore, sink.name(), generation)) {
            return lag.stages();
        }
    }

    private static void printMissing(PrintWriter out, PipelineLag.Stage stage) {
        out.printf(
                Locale.ROOT,
                "%s has stopped or will stop: %,d offsets of %s are gone that it has to read; see 'mentions losses'%n",
                stage.name(),
                stage.missing(),
                stage.topicName());
    }

    /** Returns the losses that were accepted, of both applications. */
    private static List<LostRecords> lost(Firestore firestore, Generation generation) throws Exception {
        Topics topics = new Generations(firestore).topics(generation);
        return new FirestoreLosses(firestore)
                .of(topics).values().stream().flatMap(List::stream).toList();
    }

    private static long offsets(List<LostRecords> lost) {
        return lost.stream().mapToLong(LostRecords::offsets).sum();
    }

    private static StoredPosts posts(PipelineAddress address) throws Exception {
        try (Admin admin = Admin.create(Map.copyOf(address.kafka()))) {
            return StoredPosts.in(admin);
        }
    }

    private static ObjectNode toJson(
            StoredPosts posts, List<PipelineLag.Stage> stages, Generation generation, List<LostRecords> lost) {
        ObjectNode root = new JsonMapper().createObjectNode();
        root.put("lag", PipelineLag.total(stages));
        root.put("generation", generation.number());
        root.put("lost", offsets(lost));
        ObjectNode stored = root.putObject("posts");
        stored.put("stored", posts.count());
        stored.put("oldest", posts.oldest() == null ? null : posts.oldest().toString());
        stored.put("newest", posts.newest() == null ? null : posts.newest().toString());
        ObjectNode all = root.putObject("stages");
        for (PipelineLag.Stage stage : stages) {
            ObjectNode one = all.putObject(stage.name());
            one.put("topic", stage.topicName());
            one.put("lag", stage.records());
            one.put("missing", stage.missing());
            ObjectNode partitions = one.putObject("partitions");
            stage.byPartition().forEach((partition, records) -> partitions.put(partition.toString(), records));
        }
        return root;
    }
}

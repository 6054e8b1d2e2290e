package dev.mentions.cli.command;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.cloud.firestore.Firestore;
import dev.mentions.cli.pipeline.PipelineAddress;
import dev.mentions.contract.Generation;
import dev.mentions.dashboard.pipeline.PipelineLag;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
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
            "Prints what a pipeline has accepted and not yet applied in Firestore, stage by stage.",
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
            if (json) {
                out.println(toJson(stages, generation));
            } else {
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

    private static ObjectNode toJson(List<PipelineLag.Stage> stages, Generation generation) {
        ObjectNode root = new JsonMapper().createObjectNode();
        root.put("lag", PipelineLag.total(stages));
        root.put("generation", generation.number());
        ObjectNode all = root.putObject("stages");
        for (PipelineLag.Stage stage : stages) {
            ObjectNode one = all.putObject(stage.name());
            one.put("topic", stage.topicName());
            one.put("lag", stage.records());
            ObjectNode partitions = one.putObject("partitions");
            stage.byPartition().forEach((partition, records) -> partitions.put(partition.toString(), records));
        }
        return root;
    }
}

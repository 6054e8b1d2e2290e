package dev.mentions.cli.command;

import com.google.cloud.firestore.Firestore;
import dev.mentions.cli.losses.Losses;
import dev.mentions.cli.pipeline.PipelineAddress;
import dev.mentions.contract.Generation;
import dev.mentions.contract.LostRecords;
import dev.mentions.contract.Topics;
import dev.mentions.generations.registry.Generations;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Records that are gone before, or after, they were counted. */
@Command(
        name = "losses",
        mixinStandardHelpOptions = true,
        description = {
            "Lists records that left a topic although the counts rely on them: those found now, and those accepted"
                    + " before.",
            "",
            "A streams app that must read a record that is gone stops and says which. Restore the topic if you can."
                    + " 'mentions losses accept' is the way to go on without the records. 'mentions status' and the"
                    + " dashboard show every loss that was accepted."
        },
        subcommands = LossesCommand.Accept.class,
        footer = {"", PipelineAddress.HELP})
final class LossesCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private GenerationOption generationOption;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        use(generationOption, (losses, generation) -> {
            Map<String, List<LostRecords>> accepted = losses.accepted();
            Map<String, List<LostRecords>> found = losses.found();
            print(out, "accepted", accepted);
            print(out, "lost", found);
            if (found.isEmpty()) {
                out.printf(
                        "generation %d: every record that is still to be read is there%s%n",
                        generation.number(), accepted.isEmpty() ? ", and no loss was accepted" : "");
            } else {
                out.printf(
                        "Restore the topic, or run 'mentions losses accept --generation %d' to go on without these"
                                + " records.%n",
                        generation.number());
            }
        });
        return 0;
    }

    /** Goes on without what is gone. */
    @Command(
            name = "accept",
            mixinStandardHelpOptions = true,
            description = {
                "Moves the stopped applications over the records that are gone, and records the loss in Firestore.",
                "",
                "Posts that were deleted before they were read are in no count and cannot be brought back by a replay."
                        + " Mentions that were deleted can: 'mentions replay' counts the posts again. Records that were"
                        + " read before the broker lost them are counted, but a replay will lack them.",
                "",
                "Start the streams apps again afterwards."
            },
            footer = {"", PipelineAddress.HELP})
    static final class Accept implements Callable<Integer> {

        /** Above the session timeout that Kafka's consumers have unless told otherwise, 45 s. */
        private static final Duration LEAVE_LIMIT = Duration.ofSeconds(60);

        @Spec
        private CommandSpec spec;

        @Mixin
        private GenerationOption generationOption;

        @Override
        public Integer call() throws Exception {
            PrintWriter out = spec.commandLine().getOut();
            PrintWriter err = spec.commandLine().getErr();
            use(generationOption, (losses, generation) -> {
                err.println("waiting for up to " + LEAVE_LIMIT.toSeconds()
                        + " s: Kafka lists stopped instances until their sessions end");
                Map<String, List<LostRecords>> accepted = losses.accept(LEAVE_LIMIT);
                print(out, "accepted", accepted);
                out.println(
                        accepted.isEmpty()
                                ? "generation " + generation.number() + ": nothing is lost, nothing was changed"
                                : "Start the streams apps again: they go on behind these records.");
            });
            return 0;
        }
    }

    private interface Use {

        void of(Losses losses, Generation generation) throws Exception;
    }

    private static void use(GenerationOption option, Use use) throws Exception {
        PipelineAddress address = PipelineAddress.from(System.getenv());
        try (Firestore firestore = address.firestore().connect();
                Admin admin = Admin.create(Map.copyOf(address.kafka()))) {
            Generation generation = option.in(firestore);
            Topics topics = new Generations(firestore).topics(generation);
            use.of(new Losses(address.kafka(), admin, firestore, topics), generation);
        }
    }

    private static void print(PrintWriter out, String state, Map<String, List<LostRecords>> losses) {
        losses.forEach((application, lost) -> lost.forEach(each ->
                out.printf(Locale.ROOT, "%-9s %-20s %s (%,d)%n", state, application, each.describe(), each.offsets())));
    }
}

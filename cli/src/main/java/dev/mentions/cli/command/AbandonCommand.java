package dev.mentions.cli.command;

import com.google.cloud.firestore.Firestore;
import dev.mentions.cli.pipeline.PipelineAddress;
import dev.mentions.contract.ConsumerGroups;
import dev.mentions.contract.Generation;
import dev.mentions.generations.registry.Generations;
import dev.mentions.generations.registry.Replay;
import dev.mentions.generations.storage.GenerationInFirestore;
import dev.mentions.generations.storage.GenerationInKafka;
import dev.mentions.service.HostName;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes a generation away. */
@Command(
        name = "abandon",
        mixinStandardHelpOptions = true,
        description = {
            "Takes away a generation that readers do not take: its topics, changelogs and consumer groups, its counts and"
                    + " fences in Firestore, and the state of its replay on this machine. Nothing of it is left.",
            "",
            "Its replay and its services have to be stopped before. One that was interrupted is done by doing it again."
        },
        footer = {"", PipelineAddress.HELP})
final class AbandonCommand implements Callable<Integer> {

    /** Above the session timeout that Kafka's consumers have unless told otherwise, 45 s. */
    private static final Duration LEAVE_LIMIT = Duration.ofSeconds(60);

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "GENERATION", description = "Its number, as 'mentions generations' lists it.")
    private int number;

    @Mixin
    private SinkOption sink;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        PipelineAddress address = PipelineAddress.from(System.getenv());
        Generation generation = new Generation(number);
        try (Firestore firestore = address.firestore().connect();
                Admin admin = Admin.create(Map.copyOf(address.kafka()))) {
            Generations generations = new Generations(firestore);
            Generations.Pointer pointer = generations.pointer();
            if (pointer.generation().equals(generation)) {
                throw new IllegalStateException(
                        "readers take generation " + number + "; promote another one before you take this one away");
            }
            for (Replay other : generations.replays()) {
                if (other.isRecount() && other.extraction().equals(generation)) {
                    throw new IllegalStateException(
                            "generation " + other.generation().number() + " counts the names that generation " + number
                                    + " finds; take that one away first");
                }
            }
            @Nullable Replay replay = generations.find(generation).orElse(null);
            GenerationInKafka inKafka = new GenerationInKafka(admin, generation, sink.name());
            if (replay == null && inKafka.topics().isEmpty()) {
                throw new IllegalStateException(
                        "there is no generation " + number + "; 'mentions generations' lists those that are there");
            }
            if (!inKafka.groupsInUse().isEmpty()) {
                err.println("waiting for up to " + LEAVE_LIMIT.toSeconds()
                        + " s: Kafka lists those who were stopped until their sessions are over");
            }
            List<String> used = inKafka.awaitNobody(LEAVE_LIMIT);
            if (!used.isEmpty()) {
                throw new IllegalStateException("generation " + number + " is still being made, by members of "
                        + String.join(", ", used) + "; stop its replay or its services first");
            }
            if (generation.equals(pointer.previous())) {
                generations.forgetPrevious(pointer);
            }
            inKafka.delete();
            try (ProgressBar bar = ProgressBars.show(
                    new ProgressBarBuilder()
                            .setTaskName("delete")
                            .setInitialMax(-1)
                            .setUnit(" documents", 1),
                    err)) {
                new GenerationInFirestore(firestore, generation, sink.name()).delete(bar::stepTo);
            }
            if (replay != null) {
                removeState(replay, out);
            }
            // Last, so that what is interrupted is known to be unfinished.
            generations.remove(generation);
        }
        out.printf("generation %d is gone%n", number);
        return 0;
    }

    private static void removeState(Replay replay, PrintWriter out) throws IOException {
        Path directory = replay.state().directory();
        if (!replay.state().host().equals(HostName.own())) {
            out.printf(
                    "its state on %s is in %s, in folders that end with g%d: delete them there%n",
                    replay.state().host(), directory, replay.generation().number());
            return;
        }
        for (String application :
                List.of(ConsumerGroups.extract(replay.generation()), ConsumerGroups.count(replay.generation()))) {
            Path state = directory.resolve(application);
            if (Files.exists(state)) {
                TemporaryDirectory.delete(state);
            }
        }
    }
}

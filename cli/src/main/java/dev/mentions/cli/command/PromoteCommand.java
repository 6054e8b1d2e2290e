package dev.mentions.cli.command;

import com.google.cloud.firestore.Firestore;
import dev.mentions.cli.pipeline.BehindException;
import dev.mentions.cli.pipeline.Drain;
import dev.mentions.cli.pipeline.PipelineAddress;
import dev.mentions.contract.Generation;
import dev.mentions.generations.counts.FirestoreCounts;
import dev.mentions.generations.progress.PipelineLag;
import dev.mentions.generations.registry.Generations;
import dev.mentions.generations.registry.Replay;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Has readers take another generation. */
@Command(
        name = "promote",
        mixinStandardHelpOptions = true,
        description = {
            "Has readers (export, top, the page) take another generation, in one write, once everything accepted before"
                    + " is counted in it.",
            "",
            "  mentions promote --dry-run      what would change: entities gained and lost, the largest differences",
            "  mentions promote                the newest generation",
            "  mentions promote --back         the one that readers took before"
        },
        footer = {"", PipelineAddress.HELP})
final class PromoteCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "GENERATION", description = "Its number; the newest one without it.")
    private @Nullable Integer number;

    @Option(names = "--back", description = "Take the generation that was taken before.")
    private boolean back;

    @Option(names = "--dry-run", description = "Change nothing and tell what would change.")
    private boolean dryRun;

    @Option(names = "--json", description = "With --dry-run: print NDJSON, one publication a line.")
    private boolean json;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "5",
            description = "With --dry-run: the largest differences of each publication (default ${DEFAULT-VALUE}).")
    private int limit;

    @Option(names = "--partial", description = "Even if it counts a part of the posts only.")
    private boolean partial;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long it may take to catch up (default ${DEFAULT-VALUE}).")
    private int waitSeconds;

    @Mixin
    private SinkOption sink;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        PipelineAddress address = PipelineAddress.from(System.getenv());
        try (Firestore firestore = address.firestore().connect()) {
            Generations generations = new Generations(firestore);
            Generations.Pointer seen = generations.pointer();
            Generation current = seen.generation();
            Generation next = wanted(generations, seen);
            if (next.equals(current)) {
                throw new IllegalStateException("readers take generation " + next.number() + " already");
            }
            Replay replay = generations.find(next).orElse(null);
            if (replay == null && !next.equals(Generation.FIRST)) {
                throw new IllegalStateException(
                        "there is no generation " + next.number() + "; see 'mentions generations'");
            }
            if (dryRun) {
                new DifferenceReport(
                                new FirestoreCounts(firestore, current), new FirestoreCounts(firestore, next), limit)
                        .print(current, next, json, out);
                tellLag(address, firestore, next);
                return 0;
            }
            if (replay != null && replay.isPartial() && !partial) {
                throw new IllegalStateException("generation " + next.number()
                        + " counts a part of the posts only, so readers would miss the rest; --partial promotes it"
                        + " anyway");
            }
            awaitCaughtUp(address, firestore, next);
            new Promotion(generations, out).promote(seen, next, replay);
            return 0;
        }
    }

    private void tellLag(PipelineAddress address, Firestore firestore, Generation generation) throws Exception {
        try (PipelineLag lag = address.lag(firestore, sink.name(), generation)) {
            long left = PipelineLag.total(lag.stages());
            if (left > 0) {
                spec.commandLine()
                        .getErr()
                        .printf(
                                Locale.ROOT,
                                "promote: generation %d is %,d records behind, so it does not count everything yet%n",
                                generation.number(),
                                left);
            }
        }
    }

    private Generation wanted(Generations generations, Generations.Pointer seen)
            throws InterruptedException, ExecutionException {
        if (back && number != null) {
            throw new ParameterException(spec.commandLine(), "--back names the generation: leave the number out");
        }
        if (back) {
            if (seen.previous() == null) {
                throw new IllegalStateException("there is no generation to go back to");
            }
            return seen.previous();
        }
        if (number != null) {
            return new Generation(number);
        }
        List<Replay> replays = generations.replays();
        if (replays.isEmpty()) {
            throw new IllegalStateException("there is no other generation; 'mentions replay' makes one");
        }
        return replays.get(replays.size() - 1).generation();
    }

    private void awaitCaughtUp(PipelineAddress address, Firestore firestore, Generation generation) throws Exception {
        try (PipelineLag lag = address.lag(firestore, sink.name(), generation)) {
            Drain.await(lag, Duration.ofSeconds(waitSeconds), stage -> {});
        } catch (BehindException e) {
            throw new IllegalStateException(
                    "generation " + generation.number() + " has not caught up, so nothing was changed: "
                            + Objects.requireNonNull(e.getMessage())
                            + ". Let it run ('mentions replay --resume', or its services), or give it more time with"
                            + " --wait",
                    e);
        }
    }
}

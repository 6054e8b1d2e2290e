package dev.mentions.cli.command;

import com.google.cloud.firestore.Firestore;
import dev.mentions.cli.pipeline.PipelineAddress;
import dev.mentions.cli.pipeline.ReplayRun;
import dev.mentions.contract.EntityKind;
import dev.mentions.contract.Generation;
import dev.mentions.generations.registry.Generations;
import dev.mentions.generations.registry.LogPosition;
import dev.mentions.generations.registry.Replay;
import dev.mentions.generations.registry.ReplayPlan;
import dev.mentions.service.HostName;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes the counts again, beside those that are there. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        subcommands = AbandonCommand.class,
        description = {
            "Counts the posts again, as a new generation beside the one that readers take: with another model, other"
                    + " windows, or a part of the posts to try something out.",
            "",
            "  mentions replay --model new.bin             all posts, then the live ones, until Ctrl-C",
            "  mentions promote --dry-run                  what would change for readers",
            "  mentions promote                            have them take it, in one write",
            "  mentions replay abandon 2                   or take it away again",
            "  mentions replay --from 2026-11-01 --until 2026-11-08 --publication 'Le Monde' --kinds person",
            "  mentions replay --recount --window 1h       the names that were found, in other windows",
            "",
            "Ctrl-C stops it, and --resume goes on. Other machines share the work with --resume. The settings of"
                    + " services in docs/CONFIG.md hold here too, from the environment: MENTIONS_COUNT_THREADS.",
            "Repeats are told from the first post that is counted on: a post before --from is not known as seen."
        },
        footer = {"", PipelineAddress.HELP})
final class ReplayCommand implements Callable<Integer> {

    private static final long LIMIT_SECONDS = 30;

    private static final List<String> SETTLED = List.of(
            "--from", "--until", "--publication", "--kinds", "--recount", "--window", "--partitions", "--beside");

    /** What is as the generation has it whose names are counted again. */
    private static final List<String> FOUND = List.of("--from", "--until", "--model");

    /** Stands for the generation that nobody has named. */
    private static final String NEWEST = "0";

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--from",
            paramLabel = "POSITION",
            defaultValue = "earliest",
            converter = LogPositionConverter.class,
            description = "Where to begin (default ${DEFAULT-VALUE}): " + LogPosition.SYNTAX + ".")
    private LogPosition from;

    @Option(
            names = "--until",
            paramLabel = "POSITION",
            converter = LogPositionConverter.class,
            description = "Where to end, in the same form; without it live posts are counted as they come.")
    private @Nullable LogPosition until;

    @Option(names = "--publication", paramLabel = "NAME", description = "Count only this one; may be repeated.")
    private List<String> publications = List.of();

    @Option(
            names = "--kinds",
            paramLabel = "KIND",
            split = ",",
            description = "Count only these, beside articles: ${COMPLETION-CANDIDATES}.")
    private Set<EntityKind> kinds = new HashSet<>();

    @Option(
            names = "--recount",
            description = "Find no names again, count those that the generation which readers take finds: in other"
                    + " windows, or a part of them. Live posts need that generation's extraction to go on.")
    private boolean recount;

    @Mixin
    private ModelOption model;

    @Mixin
    private WindowOption window;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "0",
            description = "Partitions of the new topics (default: as many as now).")
    private int partitions;

    @Option(names = "--threads", paramLabel = "N", description = "Threads that find names (default: one a core).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--state-dir",
            paramLabel = "DIR",
            description = "Where this process keeps its state (default ~/.mentions/replay, a folder for each cluster).")
    private @Nullable Path stateDirectory;

    @Option(
            names = "--resume",
            arity = "0..1",
            paramLabel = "GENERATION",
            fallbackValue = NEWEST,
            description = "Go on with a generation that was stopped, or share its work (default: the newest one). What"
                    + " it counts is known; its model is to be given again.")
    private @Nullable Integer resumed;

    @Option(names = "--beside", description = "Begin another one though one is there that is not promoted.")
    private boolean beside;

    @Option(
            names = "--promote",
            description = "Promote it as soon as it has caught up; not for one that counts a part of the posts.")
    private boolean promote;

    @Option(names = "--once", description = "Stop when it has caught up.")
    private boolean once;

    @Mixin
    private SinkOption sink;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        PipelineAddress address = PipelineAddress.from(System.getenv());
        try (OrderlyStop stop = OrderlyStop.install(err)) {
            Firestore firestore = stop.owns(address.firestore().connect());
            Generations generations = new Generations(firestore);
            Replay replay = resumed != null ? begun(generations, resumed) : begin(generations, address);
            Generation generation = replay.generation();
            out.printf("generation %d: %s%n", generation.number(), resumed != null ? "going on" : "beginning");
            out.println("Ctrl-C stops it, 'mentions replay --resume' goes on, 'mentions replay abandon "
                    + generation.number() + "' takes it away");
            ReplayRun run = stop.owns(ReplayRun.start(
                    replay,
                    new ReplayRun.Local(Math.max(1, threads), model.file(), directory(address), sink.name()),
                    address,
                    System.getenv(),
                    new SimpleMeterRegistry()));
            // For this thread alone: a stop from outside has nothing to finish there.
            try (ReplayProgress progress = new ReplayProgress(replay, address, firestore, sink.name(), err)) {
                progress.awaitCaughtUp(run.failure());
                out.printf("generation %d: caught up%n", generation.number());
                if (promote) {
                    new Promotion(generations, out).promote(generations.pointer(), generation, replay);
                } else {
                    out.printf("'mentions promote --dry-run' tells what would change, 'mentions promote' changes it%n");
                }
                if (!once && replay.scope().until().isEmpty()) {
                    out.printf("counting live posts until Ctrl-C%n");
                    progress.follow(run.failure());
                }
            }
            return 0;
        }
    }

    private Replay begin(Generations generations, PipelineAddress address) throws Exception {
        Generation current = generations.current();
        List<Integer> waiting = unpromoted(generations.replays(), current).stream()
                .map(replay -> replay.generation().number())
                .toList();
        if (!waiting.isEmpty() && !beside) {
            int newest = waiting.get(waiting.size() - 1);
            throw new IllegalStateException("generation " + newest + " is there and not promoted: --resume goes on with"
                    + " it, 'mentions replay abandon " + newest + "' takes it away, --beside begins another one");
        }
        Generation extraction = recount ? generations.extraction(current) : null;
        Path directory = directory(address).toAbsolutePath();
        ReplayPlan plan = new ReplayPlan(
                from,
                until,
                publications,
                kinds,
                extraction,
                recount ? recounted(generations, extraction) : Replay.Model.of(model.file()),
                window.size(),
                partitions,
                new Replay.Place(HostName.own(), directory));
        try (Admin admin = Admin.create(Map.copyOf(address.kafka()))) {
            Function<Generation, Replay> located = plan.locate(admin, current);
            return generations.add(generation -> promotable(located.apply(generation)));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /** Returns the model of an extraction whose names can be counted again; null when its services alone know it. */
    private Replay.@Nullable Model recounted(Generations generations, Generation extraction) throws Exception {
        refuse(FOUND, "is as the generation has it whose names are counted; leave it out with --recount");
        Replay found = generations.find(extraction).orElse(null);
        if (found != null && found.isPartial()) {
            throw new IllegalStateException("generation " + extraction.number()
                    + " has the names of a part of the posts" + " only; without --recount all are found again");
        }
        return found == null ? null : found.model();
    }

    private void refuse(List<String> options, String reason) {
        for (String option : options) {
            if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw new ParameterException(spec.commandLine(), option + ' ' + reason);
            }
        }
    }

    /** Returns the replay to go on with; what it counts must not be said again. */
    private Replay begun(Generations generations, int number) throws Exception {
        refuse(SETTLED, "was settled when the replay began; leave it out with --resume");
        Replay replay = generations.replays().stream()
                .filter(each ->
                        number == Integer.parseInt(NEWEST) || each.generation().number() == number)
                .reduce((older, newer) -> newer)
                .orElseThrow(() -> new IllegalStateException(
                        "there is no such replay to go on with; 'mentions generations' lists them"));
        if (replay.isRecount()) {
            refuse(FOUND, "is as generation " + replay.extraction().number() + " has it, whose names are counted");
        } else if (!replay.isMadeWith(Replay.Model.of(model.file()))) {
            throw new IllegalStateException("generation " + replay.generation().number() + " is made with the model "
                    + replay.model() + ": give that one with --model");
        }
        return promotable(replay);
    }

    private Replay promotable(Replay replay) {
        if (promote && replay.isPartial()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--promote: it counts a part of the posts only; 'mentions promote --partial' promotes it anyway");
        }
        return replay;
    }

    private static List<Replay> unpromoted(List<Replay> replays, Generation current) {
        return replays.stream()
                .filter(replay -> replay.generation().number() > current.number())
                .toList();
    }

    private Path directory(PipelineAddress address) throws Exception {
        if (stateDirectory != null) {
            return stateDirectory;
        }
        try (Admin admin = Admin.create(Map.copyOf(address.kafka()))) {
            String cluster = admin.describeCluster().clusterId().get(LIMIT_SECONDS, TimeUnit.SECONDS);
            return Path.of(System.getProperty("user.home"), ".mentions", "replay", cluster);
        }
    }
}

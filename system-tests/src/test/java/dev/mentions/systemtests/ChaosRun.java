package dev.mentions.systemtests;

import static org.awaitility.Awaitility.await;

import com.google.cloud.firestore.Firestore;
import dev.mentions.cli.pipeline.Drain;
import dev.mentions.cli.pipeline.FirestoreFences;
import dev.mentions.cli.pipeline.PipelineAddress;
import dev.mentions.cli.pipeline.PipelineLag;
import dev.mentions.contract.Generation;
import dev.mentions.systemtests.load.Load;
import dev.mentions.systemtests.mutation.Mutation;
import dev.mentions.systemtests.nemesis.Nemesis;
import dev.mentions.systemtests.nemesis.Schedule;
import dev.mentions.systemtests.pipeline.SeparateProcesses;
import dev.mentions.systemtests.pipeline.Size;
import dev.mentions.systemtests.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** One pipeline, started, loaded, disrupted by a schedule, healed, drained and judged. */
final class ChaosRun {

    private static final Duration SETTLE_LIMIT = Duration.ofMinutes(4);
    private static final Duration DRAIN_LIMIT = Duration.ofMinutes(6);

    private final long seed;
    private final Schedule schedule;
    private final double postsPerSecond;
    private final Path directory;

    /**
     * @param seed of the load
     * @param schedule of what goes wrong meanwhile
     * @param directory of all data, logs and evidence
     */
    ChaosRun(long seed, Schedule schedule, double postsPerSecond, Path directory) {
        this.seed = seed;
        this.schedule = schedule;
        this.postsPerSecond = postsPerSecond;
        this.directory = directory;
    }

    /**
     * What a run came to.
     *
     * @param ownEnds how often processes ended by themselves, by name; those without are left out
     */
    record Outcome(
            Map<String, Integer> struck, Map<String, Integer> errands, Map<String, Integer> ownEnds, Verdict verdict) {}

    /** Runs the pipeline as it is. */
    Outcome run(Size size) throws Exception {
        return run(size, directory -> Map.of());
    }

    /** Runs a pipeline that is broken in one way. */
    Outcome run(Size size, Mutation mutation) throws Exception {
        return run(size, mutation::options);
    }

    @FunctionalInterface
    private interface Options {

        /** Returns more options for the JVMs of services, by their main class. */
        Map<Class<?>, List<String>> in(Path directory) throws IOException;
    }

    private Outcome run(Size size, Options options) throws Exception {
        delete(directory);
        Files.createDirectories(directory);
        say("seed %d, %d disruptions, everything in %s", seed, schedule.events().size(), directory);
        try (SeparateProcesses processes = SeparateProcesses.start(directory, size, options.in(directory))) {
            Load load = new Load(processes.address(), seed, postsPerSecond);
            Nemesis nemesis = new Nemesis(processes);
            load.start();
            awaitCounts(processes.address());
            nemesis.run(schedule);
            say("the disruptions are over: %d posts accepted", load.journal().size());
            load.finish(SETTLE_LIMIT);
            drain(processes.address());
            load.journal().write(directory.resolve("accepted.ndjson"));
            Verdict verdict = Verdict.of(processes.address(), load.journal(), processes.blindRepeats(), directory);
            Map<String, Integer> ownEnds = new TreeMap<>();
            processes.all().stream()
                    .filter(node -> node.ownEnds() > 0)
                    .forEach(node -> ownEnds.put(node.name(), node.ownEnds()));
            Outcome outcome = new Outcome(nemesis.struck(), load.journal().errands(), ownEnds, verdict);
            report(outcome, nemesis.leftOut());
            return outcome;
        }
    }

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Before that, what goes wrong could only delay the start. */
    private static void awaitCounts(PipelineAddress address) throws Exception {
        try (Firestore firestore = address.firestore().connect()) {
            FirestoreFences fences = new FirestoreFences(firestore, PipelineAddress.SINK, Generation.FIRST);
            await().atMost(SETTLE_LIMIT)
                    .until(() -> fences.next().values().stream().anyMatch(next -> next > 0));
        }
    }

    private void drain(PipelineAddress address) throws Exception {
        try (Firestore firestore = address.firestore().connect();
                PipelineLag lag = new PipelineLag(
                        address.bootstrapServers(),
                        Generation.FIRST,
                        new FirestoreFences(firestore, PipelineAddress.SINK, Generation.FIRST))) {
            Drain.await(lag, DRAIN_LIMIT, left -> {});
        }
    }

    private void report(Outcome outcome, int leftOut) throws IOException {
        say("disruptions by kind:");
        outcome.struck().forEach((kind, count) -> say("  %4d  %s", count, kind));
        say("  %4d  left out, because the target was disrupted or away", leftOut);
        say("clients:");
        outcome.errands().forEach((errand, count) -> say("  %4d  %s", count, errand));
        say("ended by themselves: %s", outcome.ownEnds().isEmpty() ? "none" : outcome.ownEnds());
        Verdict verdict = outcome.verdict();
        say(
                "%d posts accepted, %d lines of counts, %d unreadable records, %d differences",
                verdict.posts(),
                verdict.lines(),
                verdict.rejected(),
                verdict.differences().size());
        Files.write(directory.resolve("differences.txt"), verdict.differences());
    }

    private void say(String format, Object... arguments) {
        System.out.printf(Locale.ROOT, "[chaos %d] %s%n", seed, String.format(Locale.ROOT, format, arguments));
    }
}

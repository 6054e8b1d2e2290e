package dev.mentions.systemtests;

import static org.awaitility.Awaitility.await;

import com.google.cloud.firestore.Firestore;
import dev.mentions.cli.pipeline.Drain;
import dev.mentions.cli.pipeline.PipelineAddress;
import dev.mentions.generations.progress.FirestoreFences;
import dev.mentions.generations.progress.PipelineLag;
import dev.mentions.systemtests.load.Journal;
import dev.mentions.systemtests.load.Load;
import dev.mentions.systemtests.pipeline.CountSet;
import dev.mentions.systemtests.pipeline.SeparateProcesses;
import dev.mentions.systemtests.pipeline.Size;
import dev.mentions.systemtests.verdict.Expected;
import dev.mentions.systemtests.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/** One pipeline, started, loaded, troubled, healed, drained and judged. */
final class Trial {

    /** Posts that a verdict is given on, at least. */
    private static final int LEAST_POSTS = 500;

    /** Records on the counts topic that are applied before anything goes wrong: those of some dozens of posts. */
    private static final long COUNTED_RECORDS = 300;

    private static final Duration SETTLE_LIMIT = Duration.ofMinutes(4);
    private static final Duration DRAIN_LIMIT = Duration.ofMinutes(6);

    private final long seed;
    private final double postsPerSecond;
    private final Path directory;
    private final List<CountSet> countSets;
    private final boolean movableClocks;

    /**
     * @param seed of the load
     * @param postsPerSecond that clients send when all is well
     * @param directory of all data, logs and evidence; what is there is deleted
     */
    Trial(long seed, double postsPerSecond, Path directory) {
        this(seed, postsPerSecond, directory, List.of(CountSet.LIVE), false);
    }

    private Trial(long seed, double postsPerSecond, Path directory, List<CountSet> countSets, boolean movableClocks) {
        this.seed = seed;
        this.postsPerSecond = postsPerSecond;
        this.directory = directory;
        this.countSets = List.copyOf(countSets);
        this.movableClocks = movableClocks;
    }

    /** Returns a trial whose trouble makes other sets of counts, on each of which a verdict is given. */
    Trial judging(List<CountSet> all) {
        return new Trial(seed, postsPerSecond, directory, all, movableClocks);
    }

    /** Returns a trial whose trouble can set the clocks of services. */
    Trial withMovableClocks() {
        return new Trial(seed, postsPerSecond, directory, countSets, true);
    }

    /** What is done to a pipeline under load. */
    @FunctionalInterface
    interface Trouble {

        /** Does it, undoes it, and returns how often what was done. */
        Map<String, Integer> make(SeparateProcesses processes, Journal journal) throws Exception;
    }

    /**
     * What a trial came to.
     *
     * @param troubles how often what was done
     * @param errands how often clients did what
     * @param ownEnds how often processes ended by themselves, by name; those without are left out
     * @param verdicts on each set of counts that was judged
     * @param memory the most that each process has had since its last start, in MiB
     */
    record Outcome(
            Map<String, Integer> troubles,
            Map<String, Integer> errands,
            Map<String, Integer> ownEnds,
            Map<String, Long> memory,
            Map<CountSet, Verdict> verdicts) {

        /** Returns the verdict on the counts that every pipeline makes. */
        Verdict verdict() {
            return verdict(CountSet.LIVE);
        }

        Verdict verdict(CountSet counts) {
            return Objects.requireNonNull(verdicts.get(counts));
        }
    }

    /** Tries a pipeline of full size. */
    Outcome run(Trouble trouble) throws Exception {
        return run(Size.FULL, trouble);
    }

    /** Tries a pipeline. */
    Outcome run(Size size, Trouble trouble) throws Exception {
        delete(directory);
        Files.createDirectories(directory);
        say("everything is in %s", directory);
        try (SeparateProcesses processes = start(size)) {
            Load load = new Load(processes.address(), seed, postsPerSecond);
            load.start();
            // Before that, what goes wrong could only delay the start; and on a slow machine a process could be gone
            // before it has counted anything that another one counts too.
            awaitCounts(processes, CountSet.LIVE, COUNTED_RECORDS);
            Map<String, Integer> troubles = trouble.make(processes, load.journal());
            say("the trouble is over: %d posts accepted", load.journal().size());
            // A slow machine accepts few while so much is down; a verdict wants more than that.
            await().atMost(SETTLE_LIMIT).until(() -> load.journal().size() > LEAST_POSTS);
            load.finish(SETTLE_LIMIT);
            for (CountSet counts : countSets) {
                drain(processes.address(counts), counts);
            }
            load.journal().write(directory.resolve("accepted.ndjson"));
            Expected expected = Expected.of(load.journal());
            Map<CountSet, Verdict> verdicts = new LinkedHashMap<>();
            for (CountSet counts : countSets) {
                verdicts.put(
                        counts,
                        Verdict.of(
                                processes.address(counts),
                                counts,
                                expected,
                                load.journal(),
                                processes.removedRecords(),
                                processes.blindRepeats(counts),
                                directory));
            }
            Map<String, Integer> ownEnds = new TreeMap<>();
            processes.all().stream()
                    .filter(node -> node.ownEnds() > 0)
                    .forEach(node -> ownEnds.put(node.name(), node.ownEnds()));
            Outcome outcome = new Outcome(troubles, load.journal().errands(), ownEnds, processes.memory(), verdicts);
            report(outcome);
            return outcome;
        }
    }

    private SeparateProcesses start(Size size) throws IOException, InterruptedException {
        return movableClocks
                ? SeparateProcesses.startWithMovableClocks(directory, size)
                : SeparateProcesses.start(directory, size);
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

    /** Returns when the sink of a set of counts has applied so many records more. */
    static void awaitCounts(SeparateProcesses processes, CountSet counts, long records) throws Exception {
        try (Firestore firestore = processes.address(counts).firestore().connect()) {
            FirestoreFences fences = new FirestoreFences(firestore, counts.sink(), counts.generation());
            long before = applied(fences);
            await().atMost(SETTLE_LIMIT).until(() -> applied(fences) > before + records);
        }
    }

    private static long applied(FirestoreFences fences) throws InterruptedException, ExecutionException {
        return fences.next().values().stream().mapToLong(Long::longValue).sum();
    }

    private static void drain(PipelineAddress address, CountSet counts) throws Exception {
        try (Firestore firestore = address.firestore().connect();
                PipelineLag lag = address.lag(firestore, counts.sink(), counts.generation())) {
            Drain.await(lag, DRAIN_LIMIT, stage -> {});
        }
    }

    private void report(Outcome outcome) throws IOException {
        say("what was done:");
        outcome.troubles().forEach((kind, count) -> say("  %4d  %s", count, kind));
        say("clients:");
        outcome.errands().forEach((errand, count) -> say("  %4d  %s", count, errand));
        say("ended by themselves: %s", outcome.ownEnds().isEmpty() ? "none" : outcome.ownEnds());
        say("most memory, in MiB: %s", outcome.memory());
        List<String> differences = new ArrayList<>();
        outcome.verdicts().forEach((counts, verdict) -> {
            say(
                    "%d posts accepted, %d lines of counts, %d unreadable records, %d losses accepted, %d differences%s",
                    verdict.posts(),
                    verdict.lines(),
                    verdict.rejected(),
                    verdict.lost().size(),
                    verdict.differences().size(),
                    counts.equals(CountSet.LIVE) ? "" : " in " + counts);
            verdict.lost().forEach(each -> say("accepted as lost: %s", each.describe()));
            differences.addAll(verdict.differences());
        });
        Files.write(directory.resolve("differences.txt"), differences);
    }

    private void say(String format, Object... arguments) {
        System.out.printf(Locale.ROOT, "[trial %d] %s%n", seed, String.format(Locale.ROOT, format, arguments));
    }
}

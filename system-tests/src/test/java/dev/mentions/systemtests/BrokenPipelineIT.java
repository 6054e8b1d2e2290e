package dev.mentions.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mentions.contract.Generation;
import dev.mentions.embedded.process.ChildJvm;
import dev.mentions.sink.app.SinkMain;
import dev.mentions.streams.app.StreamsMain;
import dev.mentions.systemtests.load.Journal;
import dev.mentions.systemtests.mutation.Mutation;
import dev.mentions.systemtests.nemesis.Disruption;
import dev.mentions.systemtests.nemesis.Disruption.FailCalls;
import dev.mentions.systemtests.nemesis.Disruption.Kill;
import dev.mentions.systemtests.nemesis.Disruption.KillBeforeCommit;
import dev.mentions.systemtests.nemesis.Nemesis;
import dev.mentions.systemtests.nemesis.Schedule;
import dev.mentions.systemtests.pipeline.CountSet;
import dev.mentions.systemtests.pipeline.FirestoreFault;
import dev.mentions.systemtests.pipeline.SeparateProcesses;
import dev.mentions.systemtests.pipeline.Size;
import dev.mentions.systemtests.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * That the crash tests notice a broken pipeline. The same few disruptions strike one that is whole, where they must do
 * no harm, and what is broken beside it, each in one way, where the same verdict must find the harm that this way does.
 * They share what is not broken, the posts among it; whatever is broken makes a set of counts of its own.
 */
class BrokenPipelineIT {

    private static final long SEED = 4;
    private static final double POSTS_PER_SECOND = 20;
    private static final Path DIRECTORY = Path.of("target", "broken");

    /** What broken processes have counted before anything strikes, in records: enough that it would be seen twice. */
    private static final long COUNTED_RECORDS = 300;

    /** Writes: a claim has one, and a commit of nothing but a dead letter has two. */
    private static final int MORE_THAN_A_CLAIM = 3;

    /** Has streams apps that are broken, and a sink that is whole. */
    private static final Generation SECOND = new Generation(2);

    /** What shows only when a sink is killed. */
    private static final Set<Mutation> SHOWN_BY_A_DEAD_SINK =
            EnumSet.of(Mutation.TRUSTED_GROUP_OFFSET, Mutation.SALTED_HASH);

    private static final Condition<String> SENT_AGAIN = startsWith("commits: sent again");
    private static final Condition<String> TOTAL_TOO_HIGH = startsWith("totals: too high");
    private static final Condition<String> TOTAL_IN_TWO_DOCUMENTS = startsWith("totals: in 2 documents");

    /** What the sink has written is not what it was given. */
    private static final Condition<String> NOT_ITS_DELTAS = startsWith("deltas: ");

    private static Trial.Outcome outcome;

    private static Condition<String> startsWith(String start) {
        return new Condition<>(difference -> difference.startsWith(start), "starts with \"%s\"", start);
    }

    @BeforeAll
    static void breakAndStrike() throws Exception {
        outcome = new Trial(SEED, POSTS_PER_SECOND, DIRECTORY)
                .judging(Stream.concat(
                                Stream.of(CountSet.LIVE),
                                Stream.of(Mutation.values()).map(BrokenPipelineIT::counts))
                        .toList())
                .run(Size.LEAST, BrokenPipelineIT::breakAndStrike);
    }

    private static Map<String, Integer> breakAndStrike(SeparateProcesses processes, Journal journal) throws Exception {
        failCommits(processes, CountSet.LIVE);
        for (Mutation mutation : Mutation.values()) {
            // Before it has counted what is there already, and so before anything strikes.
            failCommits(processes, counts(mutation));
            addBroken(processes, mutation);
        }
        for (Mutation mutation : Mutation.values()) {
            Trial.awaitCounts(processes, counts(mutation), COUNTED_RECORDS);
        }
        return new Nemesis(processes).run(schedule());
    }

    /** Commits that count something are applied and fail: whoever sends them again without a look counts twice. */
    private static void failCommits(SeparateProcesses processes, CountSet counts) throws InterruptedException {
        processes.order(
                FirestoreFault.FAILED_AFTER_APPLYING,
                counts.project(),
                MORE_THAN_A_CLAIM,
                SeparateProcesses.PARTITIONS);
    }

    private static void addBroken(SeparateProcesses processes, Mutation mutation) throws IOException {
        List<String> options = mutation.options(DIRECTORY);
        if (mutation.process() == StreamsMain.class) {
            processes.addStreams(streams(mutation), SECOND, options);
            processes.addSink(sink(mutation), counts(mutation), List.of());
        } else {
            processes.addSink(sink(mutation), counts(mutation), options);
        }
    }

    private static CountSet counts(Mutation mutation) {
        return new CountSet(
                mutation.process() == StreamsMain.class ? SECOND : Generation.FIRST, name(mutation), name(mutation));
    }

    private static String streams(Mutation mutation) {
        return "streams-" + name(mutation);
    }

    private static String sink(Mutation mutation) {
        return "sink-" + name(mutation);
    }

    private static String name(Mutation mutation) {
        return mutation.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Each strikes where one of the mutations is weak, so that it does not take luck to hit it. */
    private static Schedule schedule() {
        List<Schedule.Event> events = new ArrayList<>(killSink("sink-1", CountSet.LIVE));
        events.add(killStreams("streams-1", Generation.FIRST));
        for (Mutation mutation : Mutation.values()) {
            if (SHOWN_BY_A_DEAD_SINK.contains(mutation)) {
                events.addAll(killSink(sink(mutation), counts(mutation)));
            } else if (mutation.process() == StreamsMain.class) {
                events.add(killStreams(streams(mutation), SECOND));
            }
        }
        events.sort(Comparator.comparing(Schedule.Event::at));
        return new Schedule(events);
    }

    /**
     * From the first on nobody sees in time that a commit was applied, so that the group's offsets, which follow what
     * was seen, are behind the fence when the sink dies. The next one is another process.
     */
    private static List<Schedule.Event> killSink(String sink, CountSet counts) {
        return List.of(
                at(0, new FailCalls(FirestoreFault.ANSWERED_PAST_THE_DEADLINE, counts.project(), 100)),
                at(2_000, new Kill(sink, Duration.ZERO)));
    }

    private static Schedule.Event killStreams(String streams, Generation generation) {
        return at(2_000, new KillBeforeCommit(streams, generation, Duration.ZERO));
    }

    private static Schedule.Event at(long millis, Disruption disruption) {
        return new Schedule.Event(Duration.ofMillis(millis), disruption);
    }

    private static List<String> differences(Mutation mutation) {
        return outcome.verdict(counts(mutation)).differences();
    }

    @Test
    void shouldFindNothingInAPipelineThatIsWhole() {
        Verdict verdict = outcome.verdict();

        assertThat(verdict.differences()).isEmpty();
        assertThat(verdict.posts()).isGreaterThan(100);
        assertThat(outcome.troubles()).isNotEmpty().doesNotContainKey(Nemesis.LEFT_OUT);
    }

    /** The fence makes them harmless: nothing is counted twice. That they are made is against what the sink says. */
    @Test
    void shouldCatchCommitsThatTheLibraryRepeats() {
        assertThat(differences(Mutation.RETRIED_COMMITS)).isNotEmpty().are(SENT_AGAIN);
    }

    @Test
    void shouldCatchIncrementsThatTheLibraryRepeats() {
        assertThat(differences(Mutation.RETRIED_INCREMENTS))
                .areAtLeastOne(SENT_AGAIN)
                .areAtLeastOne(TOTAL_TOO_HIGH)
                .areAtLeastOne(NOT_ITS_DELTAS);
    }

    @Test
    void shouldCatchASinkThatTrustsTheGroupOffset() {
        assertThat(differences(Mutation.TRUSTED_GROUP_OFFSET))
                .areNot(SENT_AGAIN)
                .areAtLeastOne(TOTAL_TOO_HIGH)
                .areAtLeastOne(NOT_ITS_DELTAS);
    }

    @Test
    void shouldCatchAtLeastOnceStreams() {
        assertThat(differences(Mutation.AT_LEAST_ONCE))
                .areAtLeastOne(TOTAL_TOO_HIGH)
                .areNot(NOT_ITS_DELTAS)
                .areNot(SENT_AGAIN);
    }

    @Test
    void shouldCatchAHashThatDiffersBetweenProcesses() {
        assertThat(differences(Mutation.SALTED_HASH))
                .areAtLeastOne(TOTAL_IN_TWO_DOCUMENTS)
                .areNot(TOTAL_TOO_HIGH)
                .areNot(SENT_AGAIN);
    }

    @Test
    void shouldEndAProcessThatCannotBeBroken(@TempDir Path directory) throws Exception {
        List<String> options = Mutation.SALTED_HASH.options(directory).stream()
                .map(option -> option.replace(Mutation.SALTED_HASH.name(), "RENAMED"))
                .toList();
        try (ChildJvm jvm = ChildJvm.builder("sink", directory, SinkMain.class)
                .options(options)
                .build()) {
            jvm.launch();

            assertThat(jvm.awaitEnd(Duration.ofSeconds(30))).isTrue();
            assertThat(jvm.exitCode()).isPresent().isNotEqualTo(OptionalInt.of(0));
            assertThat(jvm.log()).content().contains("RENAMED");
        }
    }
}

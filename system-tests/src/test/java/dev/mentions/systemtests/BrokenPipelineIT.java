package dev.mentions.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mentions.embedded.process.ChildJvm;
import dev.mentions.sink.app.SinkMain;
import dev.mentions.systemtests.mutation.Mutation;
import dev.mentions.systemtests.nemesis.Disruption;
import dev.mentions.systemtests.nemesis.Disruption.FailCalls;
import dev.mentions.systemtests.nemesis.Disruption.Kill;
import dev.mentions.systemtests.nemesis.Disruption.KillBeforeCommit;
import dev.mentions.systemtests.nemesis.Nemesis;
import dev.mentions.systemtests.nemesis.Schedule;
import dev.mentions.systemtests.pipeline.FirestoreFault;
import dev.mentions.systemtests.pipeline.SeparateProcesses;
import dev.mentions.systemtests.pipeline.Size;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * That the crash tests notice a broken pipeline: the same few disruptions strike it whole, where they must do no harm,
 * and broken in one way after the other, where the same verdict must find the harm that this way does.
 */
@Execution(ExecutionMode.CONCURRENT) // each test waits most of its time, for a small pipeline of its own
class BrokenPipelineIT {

    private static final long SEED = 4;
    private static final double POSTS_PER_SECOND = 60;

    /** Each strikes where one of the mutations is weak, so that it does not take luck to hit it. */
    private static final Schedule SCHEDULE = new Schedule(List.of(
            // Commits are applied and fail: whoever sends them again without a look counts twice.
            at(0, new FailCalls(FirestoreFault.FAILED_AFTER_APPLYING, SeparateProcesses.PARTITIONS)),
            // From here on nobody sees in time that a commit was applied, so that the group's offsets, which follow
            // what was seen, are behind the fence when the sink dies. The next one is another process.
            at(1_000, new FailCalls(FirestoreFault.ANSWERED_PAST_THE_DEADLINE, 100)),
            at(3_000, new Kill("sink-1", Duration.ZERO)),
            at(3_000, new KillBeforeCommit("streams-1", Duration.ZERO))));

    private static final Condition<String> SENT_AGAIN = startsWith("commits: sent again");
    private static final Condition<String> TOTAL_TOO_HIGH = startsWith("totals: too high");
    private static final Condition<String> TOTAL_IN_TWO_DOCUMENTS = startsWith("totals: in 2 documents");

    /** What the sink has written is not what it was given. */
    private static final Condition<String> NOT_ITS_DELTAS = startsWith("deltas: ");

    private static Schedule.Event at(long millis, Disruption disruption) {
        return new Schedule.Event(Duration.ofMillis(millis), disruption);
    }

    private static Condition<String> startsWith(String start) {
        return new Condition<>(difference -> difference.startsWith(start), "starts with \"%s\"", start);
    }

    private static final Trial.Trouble SCENARIO = (processes, journal) -> new Nemesis(processes).run(SCHEDULE);

    private static Trial trial(String name) {
        return new Trial(SEED, POSTS_PER_SECOND, Path.of("target", "broken", name));
    }

    private static List<String> differences(Mutation mutation) throws Exception {
        return trial(mutation.name())
                .run(Size.LEAST, mutation, SCENARIO)
                .verdict()
                .differences();
    }

    @Test
    void shouldFindNothingInAPipelineThatIsWhole() throws Exception {
        Trial.Outcome outcome = trial("WHOLE").run(Size.LEAST, SCENARIO);

        assertThat(outcome.verdict().differences()).isEmpty();
        assertThat(outcome.verdict().posts()).isGreaterThan(100);
        assertThat(outcome.troubles()).isNotEmpty().doesNotContainKey(Nemesis.LEFT_OUT);
    }

    /** The fence makes them harmless: nothing is counted twice. That they are made is against what the sink says. */
    @Test
    void shouldCatchCommitsThatTheLibraryRepeats() throws Exception {
        List<String> differences = differences(Mutation.RETRIED_COMMITS);

        assertThat(differences).isNotEmpty().are(SENT_AGAIN);
    }

    @Test
    void shouldCatchIncrementsThatTheLibraryRepeats() throws Exception {
        List<String> differences = differences(Mutation.RETRIED_INCREMENTS);

        assertThat(differences)
                .areAtLeastOne(SENT_AGAIN)
                .areAtLeastOne(TOTAL_TOO_HIGH)
                .areAtLeastOne(NOT_ITS_DELTAS);
    }

    @Test
    void shouldCatchASinkThatTrustsTheGroupOffset() throws Exception {
        List<String> differences = differences(Mutation.TRUSTED_GROUP_OFFSET);

        assertThat(differences).areNot(SENT_AGAIN).areAtLeastOne(TOTAL_TOO_HIGH).areAtLeastOne(NOT_ITS_DELTAS);
    }

    @Test
    void shouldCatchAtLeastOnceStreams() throws Exception {
        List<String> differences = differences(Mutation.AT_LEAST_ONCE);

        assertThat(differences)
                .areAtLeastOne(TOTAL_TOO_HIGH)
                .areNot(NOT_ITS_DELTAS)
                .areNot(SENT_AGAIN);
    }

    @Test
    void shouldCatchAHashThatDiffersBetweenProcesses() throws Exception {
        List<String> differences = differences(Mutation.SALTED_HASH);

        assertThat(differences)
                .areAtLeastOne(TOTAL_IN_TWO_DOCUMENTS)
                .areNot(TOTAL_TOO_HIGH)
                .areNot(SENT_AGAIN);
    }

    @Test
    void shouldEndAProcessThatCannotBeBroken(@TempDir Path directory) throws Exception {
        List<String> options = Mutation.SALTED_HASH.options(directory).get(SinkMain.class).stream()
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

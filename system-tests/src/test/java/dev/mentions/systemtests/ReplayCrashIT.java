package dev.mentions.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.cloud.firestore.Firestore;
import dev.mentions.cli.app.MentionsMain;
import dev.mentions.cli.pipeline.PipelineAddress;
import dev.mentions.contract.Generation;
import dev.mentions.embedded.process.ChildJvm;
import dev.mentions.generations.counts.FirestoreCounts;
import dev.mentions.generations.registry.Generations;
import dev.mentions.generations.registry.LogPosition;
import dev.mentions.generations.registry.Replay;
import dev.mentions.generations.registry.ReplayPlan;
import dev.mentions.systemtests.load.Journal;
import dev.mentions.systemtests.nemesis.Disruption;
import dev.mentions.systemtests.nemesis.Disruption.FailCalls;
import dev.mentions.systemtests.nemesis.Disruption.Freeze;
import dev.mentions.systemtests.nemesis.Disruption.Kill;
import dev.mentions.systemtests.nemesis.Nemesis;
import dev.mentions.systemtests.nemesis.Schedule;
import dev.mentions.systemtests.pipeline.CountSet;
import dev.mentions.systemtests.pipeline.FirestoreFault;
import dev.mentions.systemtests.pipeline.SeparateProcesses;
import dev.mentions.systemtests.pipeline.Size;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

/**
 * A replay beside a live pipeline, both killed again and again while posts arrive, then promoted under load: each
 * generation counts every accepted post once, and readers that follow the pointer miss nothing.
 */
class ReplayCrashIT {

    private static final long SEED = 5;
    private static final double POSTS_PER_SECOND = 30;
    private static final int POSTS_BEFORE = 300;
    /** A slow machine counts both generations, and what arrives meanwhile, in minutes. */
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private static final Generation SECOND = new Generation(2);
    private static final CountSet SECOND_COUNTS = CountSet.of(SECOND);
    private static final Path DIRECTORY = Path.of("target", "replay-crash");

    /** What a replay has counted before it is troubled, in records: enough that it would be noticed twice. */
    private static final long COUNTED_RECORDS = 300;

    private static final Schedule WHILE_IT_REPLAYS = new Schedule(List.of(
            at(0, new Kill("replay", Duration.ZERO)),
            at(3_000, new Kill("streams-1", Duration.ofSeconds(1))),
            at(6_000, new FailCalls(FirestoreFault.FAILED_AFTER_APPLYING, 6)),
            at(8_000, new Kill("sink-1", Duration.ZERO))));

    private static final Schedule WHEN_IT_HAS_RESUMED = new Schedule(List.of(
            at(0, new FailCalls(FirestoreFault.ANSWERED_PAST_THE_DEADLINE, 6)),
            at(1_000, new Freeze("replay", Duration.ofSeconds(8))),
            at(3_000, new Kill("streams-1", Duration.ZERO)),
            at(12_000, new Kill("replay", Duration.ZERO))));

    private static Schedule.Event at(long millis, Disruption disruption) {
        return new Schedule.Event(Duration.ofMillis(millis), disruption);
    }

    @Test
    void shouldCountEveryPostOnceInBothGenerations() throws Exception {
        Trial.Outcome outcome = new Trial(SEED, POSTS_PER_SECOND, DIRECTORY)
                .judging(List.of(CountSet.LIVE, SECOND_COUNTS))
                .run(Size.LEAST, ReplayCrashIT::replayAndPromote);

        assertThat(outcome.verdicts().keySet()).containsExactly(CountSet.LIVE, SECOND_COUNTS);
        assertThat(outcome.verdicts())
                .allSatisfy((counts, verdict) ->
                        assertThat(verdict.differences()).as("%s", counts).isEmpty());
        assertThat(outcome.verdict().posts()).isGreaterThan(2 * POSTS_BEFORE);
        assertThat(outcome.troubles()).containsEntry("kill replay", 2).doesNotContainKey(Nemesis.LEFT_OUT);
    }

    private static Map<String, Integer> replayAndPromote(SeparateProcesses processes, Journal journal)
            throws Exception {
        PipelineAddress address = processes.address();
        await().atMost(LIMIT).until(() -> journal.size() > POSTS_BEFORE);
        try (Firestore firestore = address.firestore().connect()) {
            Generations generations = new Generations(firestore);
            begin(generations, address);
            processes
                    .adopt(
                            "replay",
                            mentions(
                                    "replay",
                                    address,
                                    "replay",
                                    "--resume",
                                    "--threads",
                                    "1",
                                    "--state-dir",
                                    DIRECTORY.resolve("replay-state").toString()))
                    .start();
            Trial.awaitCounts(processes, SECOND_COUNTS, COUNTED_RECORDS);
            Map<String, Integer> struck = new TreeMap<>(new Nemesis(processes).run(WHILE_IT_REPLAYS));
            Trial.awaitCounts(processes, SECOND_COUNTS, COUNTED_RECORDS);
            new Nemesis(processes)
                    .run(WHEN_IT_HAS_RESUMED)
                    .forEach((trouble, times) -> struck.merge(trouble, times, Integer::sum));

            int acceptedBefore = journal.size();
            try (ChildJvm promote =
                    mentions("promote", address, "promote", "--wait", Long.toString(LIMIT.toSeconds()))) {
                promote.launch();
                assertThat(promote.awaitEnd(LIMIT.multipliedBy(2))).isTrue();
                assertThat(promote.exitCode()).as("see %s", promote.log()).isEqualTo(OptionalInt.of(0));
            }
            assertThat(generations.current()).isEqualTo(SECOND);
            assertThat(articles(firestore, generations.current()))
                    .as("articles that readers see, of those accepted before the promotion")
                    .isGreaterThanOrEqualTo(acceptedBefore);
            return struck;
        }
    }

    private static void begin(Generations generations, PipelineAddress address) throws Exception {
        ReplayPlan plan = new ReplayPlan(
                new LogPosition.Earliest(),
                null,
                List.of(),
                List.of(),
                null,
                Replay.Model.BUNDLED,
                Duration.ofDays(1),
                3,
                new Replay.Place("here", DIRECTORY.resolve("replay-state").toAbsolutePath()));
        try (Admin admin = Admin.create(Map.copyOf(address.kafka()))) {
            assertThat(generations.add(plan.locate(admin, Generation.FIRST)).generation())
                    .isEqualTo(SECOND);
        }
    }

    private static long articles(Firestore firestore, Generation generation) throws Exception {
        return new FirestoreCounts(firestore, generation)
                .publications().stream()
                        .mapToLong(FirestoreCounts.Publication::articles)
                        .sum();
    }

    /** The command itself, as a person starts it. */
    private static ChildJvm mentions(String name, PipelineAddress address, String... words) {
        return ChildJvm.builder(name, DIRECTORY, MentionsMain.class)
                .arguments(List.of(words))
                .options(List.of("-Xmx320m"))
                .environment("MENTIONS_KAFKA_BOOTSTRAP_SERVERS", address.bootstrapServers())
                .environment("MENTIONS_FIRESTORE_PROJECT", address.firestore().project())
                .environment(
                        "FIRESTORE_EMULATOR_HOST",
                        String.valueOf(address.firestore().emulatorHost()))
                .environment("MENTIONS_COMMIT_DEADLINE", FirestoreFault.DEADLINE.toMillis() + "ms")
                .environment("MENTIONS_FLUSH_DOCUMENTS", "50")
                .environment("MENTIONS_COMMIT_INTERVAL", "500ms")
                // So that one that was killed is missed as soon as the live processes are.
                .environment(
                        "MENTIONS_KAFKA_SESSION_TIMEOUT_MS",
                        Long.toString(SeparateProcesses.SESSION_TIMEOUT.toMillis()))
                .environment("MENTIONS_KAFKA_HEARTBEAT_INTERVAL_MS", "1500")
                .environment("MENTIONS_KAFKA_PRODUCER_TRANSACTION_TIMEOUT_MS", "20000")
                .build();
    }
}

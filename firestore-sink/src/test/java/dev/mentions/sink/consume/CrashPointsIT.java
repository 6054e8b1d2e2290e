package dev.mentions.sink.consume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mentions.contract.SinkDocuments;
import dev.mentions.embedded.firestore.ArmedFault;
import dev.mentions.embedded.firestore.FaultRule;
import dev.mentions.embedded.firestore.Rpc;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A process that dies: its sink is simply not driven any further. What it sent is still under way. */
class CrashPointsIT {

    private CrashPointsFixture fixture;

    @BeforeEach
    void start() throws Exception {
        fixture = new CrashPointsFixture();
    }

    @AfterEach
    void stop() throws Exception {
        fixture.close();
    }

    /** C1. */
    @Test
    void shouldLoseNothingWhenItDiesBeforeTheClaim() throws Exception {
        fixture.sink();

        fixture.sink().driveToEnd();

        fixture.assertExact();
        assertThat(fixture.reader.get(CrashPointsFixture.FENCE).getLong(SinkDocuments.EPOCH))
                .isEqualTo(1);
    }

    static Stream<Named<Function<FaultRule, ArmedFault>>> unanswered() {
        return Stream.of(
                Named.of("applied", FaultRule::holdAfter),
                Named.of("not applied, or late", FaultRule::holdBefore),
                Named.of("applied, connection cut", FaultRule::dropAfter),
                Named.of("never applied, connection cut", FaultRule::dropBefore));
    }

    /** C2. */
    @ParameterizedTest
    @MethodSource("unanswered")
    void shouldBeExactWhenItDiesDuringTheClaim(Function<FaultRule, ArmedFault> fault) throws Exception {
        try (ArmedFault claim = fault.apply(fixture.onClaim())) {
            FakeSink dying = fixture.sink();
            dying.driveUntil(() -> claim.count() == 1);

            FakeSink next = fixture.sink();
            next.driveToEnd();
        }
        fixture.sink().driveToEnd();

        fixture.assertExact();
    }

    /** C3. */
    @Test
    void shouldReadAgainWhatWasOnlyInMemory() throws Exception {
        FakeSink dying = fixture.claimed();
        dying.turn(2, false);
        assertThat(dying.state.isIdle()).isFalse();

        fixture.sink().driveToEnd();

        fixture.assertExact();
    }

    /** C4, C5, C6. */
    @ParameterizedTest
    @MethodSource("unanswered")
    void shouldBeExactWhenItDiesDuringACommit(Function<FaultRule, ArmedFault> fault) throws Exception {
        FakeSink dying = fixture.claimed();
        try (ArmedFault commit = fault.apply(fixture.onCounts())) {
            dying.driveUntil(() -> commit.count() == 1);

            fixture.sink().driveToEnd();
            fixture.assertExact();
        }

        // Its answer has arrived by the time the dying one, a zombie now, knows that it is fenced.
        dying.driveUntil(() -> dying.count("fenced") == 1);
        fixture.assertExact();
    }

    /** C7. */
    @Test
    void shouldClaimAgainWhenTheOldOwnersCommitGetsInFirst() throws Exception {
        FakeSink dying = fixture.claimed();
        ArmedFault commit = fixture.onCounts().holdBefore();
        dying.driveUntil(() -> commit.count() == 1);
        ArmedFault claim = fixture.onClaim().holdBefore();
        FakeSink next = fixture.sink();
        next.driveUntil(() -> claim.count() == 1);

        commit.release();
        Awaitility.await()
                .untilAsserted(() -> assertThat(
                                fixture.reader.get(CrashPointsFixture.FENCE).getLong(SinkDocuments.NEXT))
                        .isEqualTo(5));
        claim.release();
        next.driveToEnd();

        fixture.assertExact();
        assertThat(next.count("retries")).isEqualTo(1);
        assertThat(fixture.reader.get(CrashPointsFixture.FENCE).getLong(SinkDocuments.EPOCH))
                .isEqualTo(2);
    }

    /** C8. */
    @Test
    void shouldNotNeedTheGroupsOffsets() throws Exception {
        fixture.sink().driveToEnd();
        long commits = counting();

        fixture.sink().driveToEnd();

        assertThat(counting() - commits).as("only the claim").isEqualTo(1);
        fixture.assertExact();
    }

    /** C18. */
    @ParameterizedTest
    @MethodSource("unanswered")
    void shouldSkipARecordExactlyOnceWhenItDiesMeanwhile(Function<FaultRule, ArmedFault> fault) throws Exception {
        List<SourceRecord> log = List.of(new SourceRecord.Unreadable(3, 0, "not JSON"));
        FakeSink dying = fixture.sinkOf(log);
        dying.driveUntil(dying.state::holdsFence);
        try (ArmedFault commit = fault.apply(fixture.onCounts())) {
            dying.driveUntil(() -> commit.count() == 1);

            fixture.sinkOf(log).driveToEnd();
        }

        assertThat(fixture.reader.deadLetters()).containsExactly(3L);
        assertThat(fixture.reader.get(CrashPointsFixture.FENCE).getLong(SinkDocuments.NEXT))
                .isEqualTo(8);
    }

    /** C19, C20. */
    @Test
    void shouldFenceAZombieAndTakeBackWhatAZombieClaimed() throws Exception {
        FakeSink owner = fixture.claimed();
        FakeSink zombie = fixture.claimed();

        owner.driveUntil(() -> owner.state.confirmationDue());
        assertThat(owner.count("fenced")).isEqualTo(1);
        assertThat(owner.state.holdsFence()).isFalse();
        assertThat(fixture.reader.counts()).isEmpty();

        owner.state.confirmed();
        owner.driveToEnd();
        zombie.driveUntil(() -> zombie.count("fenced") == 1);

        fixture.assertExact();
    }

    /** C23. */
    @Test
    void shouldStepOverAHoleAtTheEndOfTheLog() throws Exception {
        FakeSink sink = fixture.sinkOf(List.of(new SourceRecord.Unreadable(0, 0, "not JSON")));

        sink.driveToEnd();

        assertThat(fixture.reader.get(CrashPointsFixture.FENCE).getLong(SinkDocuments.NEXT))
                .isEqualTo(8);
    }

    private long counting() {
        return fixture.server.statistics().calls(Rpc.COMMIT);
    }
}

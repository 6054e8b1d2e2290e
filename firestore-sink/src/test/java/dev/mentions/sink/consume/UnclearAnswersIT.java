package dev.mentions.sink.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mentions.contract.EntityKey;
import dev.mentions.contract.EntityKind;
import dev.mentions.contract.SinkDocuments;
import dev.mentions.embedded.firestore.ArmedFault;
import dev.mentions.embedded.firestore.Faults.Outage;
import dev.mentions.embedded.firestore.Rpc;
import dev.mentions.sink.config.RampPolicy;
import dev.mentions.sink.plan.Breach;
import dev.mentions.sink.plan.SourceLog;
import dev.mentions.sink.store.FirestoreCountStore;
import dev.mentions.sink.store.Firestores;
import io.grpc.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A process that lives and does not know what became of its calls; and what it must not live with. */
class UnclearAnswersIT {

    private CrashPointsFixture fixture;

    @BeforeEach
    void start() throws Exception {
        fixture = new CrashPointsFixture();
    }

    @AfterEach
    void stop() throws Exception {
        fixture.close();
    }

    /** C9, C15, C16. */
    @ParameterizedTest
    @EnumSource(
            value = Status.Code.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"OK", "INVALID_ARGUMENT"})
    void shouldSendTheIdenticalCommitAgainWhenItWasNotApplied(Status.Code code) throws Exception {
        FakeSink sink = fixture.claimed();
        fixture.onCounts().failBefore(code);

        sink.driveToEnd();

        fixture.assertExact();
        assertThat(outcome(sink, "not-applied")).isEqualTo(1);
        assertThat(outcome(sink, "applied")).isEqualTo(2);
    }

    /** C10, C15. */
    @ParameterizedTest
    @EnumSource(
            value = Status.Code.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"OK", "INVALID_ARGUMENT"})
    void shouldGoOnWhenItWasAppliedThoughTheAnswerWasAnError(Status.Code code) throws Exception {
        FakeSink sink = fixture.claimed();
        fixture.onCounts().failAfter(code);

        sink.driveToEnd();

        fixture.assertExact();
        assertThat(outcome(sink, "applied-unclear")).isEqualTo(1);
        assertThat(outcome(sink, "applied")).isEqualTo(1);
    }

    /** C11. */
    @Test
    void shouldApplyOnceWhenTheFirstAttemptLandsDuringTheSecond() throws Exception {
        try (FirestoreCountStore impatient =
                FirestoreCountStore.connect(Firestores.config(fixture.server, "commit.deadline", "2s"))) {
            FakeSink sink = fixture.sink(impatient);
            sink.driveUntil(sink.state::holdsFence);
            ArmedFault first = fixture.onCounts().holdBefore();
            ArmedFault second = fixture.onCounts().skipping(1).holdBefore();
            sink.driveUntil(() -> second.count() == 1);

            first.release();
            Awaitility.await()
                    .untilAsserted(() -> assertThat(
                                    fixture.reader.get(CrashPointsFixture.FENCE).getLong(SinkDocuments.NEXT))
                            .isEqualTo(5));
            second.release();
            sink.driveToEnd();

            fixture.assertExact();
            assertThat(outcome(sink, "not-applied")).isEqualTo(1);
            assertThat(outcome(sink, "applied-unclear")).isEqualTo(1);
        }
    }

    /** C12. */
    @Test
    void shouldHealAfterAnOutageAndReadNoMoreMeanwhile() throws Exception {
        Instant window = Instant.parse("2026-11-20T00:00:00Z");
        List<SourceRecord> log = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            EntityKey key = new EntityKey("p", EntityKind.PERSON, "e" + i % 100);
            log.add(CrashPointsFixture.delta(i, key, window, 1, "name"));
        }
        FakeSink sink = fixture.sinkOf(log);
        sink.driveUntil(sink.state::holdsFence);
        try (Outage outage = fixture.server.faults().refuseAll(Status.Code.UNAVAILABLE)) {
            assertThat(outage).isNotNull();
            sink.driveUntil(() -> sink.count("retries") == 8);
            assertThat(sink.state.wantsRecords()).isFalse();
            assertThat(sink.state.unapplied()).as("two commits and one poll").isLessThan(70);
            assertThat(sink.health.problem()).contains("UNAVAILABLE");
        }

        sink.driveToEnd();

        assertThat(fixture.reader.counts())
                .hasSize(200)
                .allSatisfy((path, count) -> assertThat(count).isEqualTo(5));
        assertThat(sink.health.problem()).isNull();
    }

    /** C12. */
    @Test
    void shouldHealWhenTheServerWasGone() throws Exception {
        FakeSink sink = fixture.claimed();
        try (Outage outage = fixture.server.faults().goOffline()) {
            assertThat(outage).isNotNull();
            sink.driveUntil(() -> sink.count("retries") == 3);
        }

        sink.driveToEnd();

        fixture.assertExact();
    }

    /** C13. */
    @Test
    void shouldKnowItsClaimThoughTheAnswerWasAnError() throws Exception {
        fixture.onClaim().failAfter(Status.Code.UNAVAILABLE);
        fixture.sink().driveToEnd();
        fixture.onClaim().failAfter(Status.Code.DEADLINE_EXCEEDED);

        fixture.sink().driveToEnd();

        fixture.assertExact();
        assertThat(fixture.reader.get(CrashPointsFixture.FENCE).getLong(SinkDocuments.EPOCH))
                .isEqualTo(2);
    }

    /** C14. */
    @Test
    void shouldClaimAgainWhenTheClaimFailed() throws Exception {
        fixture.onClaim().failBefore(Status.Code.ABORTED);
        fixture.sink().driveToEnd();
        fixture.onClaim().failBefore(Status.Code.UNAVAILABLE);

        fixture.sink().driveToEnd();

        fixture.assertExact();
        assertThat(fixture.reader.get(CrashPointsFixture.FENCE).getLong(SinkDocuments.EPOCH))
                .isEqualTo(2);
    }

    /** C15. */
    @ParameterizedTest
    @EnumSource(
            value = Status.Code.class,
            names = {"RESOURCE_EXHAUSTED", "ABORTED"})
    void shouldWriteHalfAsFastWhenFirestoreIsOverloaded(Status.Code code) throws Exception {
        FakeSink sink = fixture.sink(CrashPointsFixture.log(), RampPolicy.ON);
        assertThat(sink.budget.allowed()).isEqualTo(500);
        fixture.onCounts().failBefore(code);

        sink.driveToEnd();

        fixture.assertExact();
        assertThat(sink.budget.allowed()).isEqualTo(250);
    }

    /** C16. */
    @Test
    void shouldWaitForItsRightsForAsLongAsItTakes() throws Exception {
        FakeSink sink = fixture.claimed();
        fixture.onCounts().times(5).failBefore(Status.Code.PERMISSION_DENIED);
        fixture.server.faults().on(Rpc.BATCH_GET_DOCUMENTS).times(5).failBefore(Status.Code.UNAUTHENTICATED);

        sink.driveUntil(() -> sink.count("retries") == 6);
        assertThat(sink.health.problem()).isNotNull();
        sink.driveToEnd();

        fixture.assertExact();
        assertThat(sink.health.problem()).isNull();
    }

    /** C17. */
    @Test
    void shouldSkipTheOneRecordThatFirestoreRefuses() throws Exception {
        Instant window = Instant.parse("2026-11-20T00:00:00Z");
        List<SourceRecord> log = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            // A document holds 1 MiB at most.
            String name = i == 2 ? "x".repeat(1_100_000) : "name";
            log.add(CrashPointsFixture.delta(i, new EntityKey("p", EntityKind.PERSON, "e" + i), window, 1, name));
        }
        FakeSink sink = fixture.sinkOf(log);

        sink.driveToEnd();

        assertThat(fixture.reader.counts())
                .hasSize(14)
                .allSatisfy((path, count) -> assertThat(count).isEqualTo(1));
        assertThat(fixture.reader.deadLetters()).containsExactly(2L);
        assertThat(sink.count("dead.letters")).isEqualTo(1);
        assertThat(sink.health.problem()).isNull();
    }

    /** B1. */
    @Test
    void shouldStopWhenTheTopicWasRecreated() {
        fixture.sink().driveToEnd();

        assertStops(fixture.sink(new SourceLog("topic-2", 0, 8, true), RampPolicy.OFF), Breach.TOPIC_RECREATED);
    }

    /** B2. */
    @Test
    void shouldStopWhenTheFenceIsMissing() throws Exception {
        assertStops(fixture.sink(new SourceLog(FakeSink.TOPIC_ID, 0, 8, true), RampPolicy.OFF), Breach.FENCE_MISSING);

        FakeSink sink = fixture.claimed();
        fixture.reader.client().document(CrashPointsFixture.FENCE).delete().get();
        assertStops(sink, Breach.FENCE_MISSING);
        assertThat(fixture.reader.counts()).isEmpty();
    }

    /** B3. */
    @Test
    void shouldStopWhenTheFenceIsAheadOfTheLog() {
        fixture.sink().driveToEnd();

        assertStops(
                fixture.sink(new SourceLog(FakeSink.TOPIC_ID, 0, 7, true), RampPolicy.OFF), Breach.FENCE_AHEAD_OF_LOG);
    }

    /** B4. */
    @Test
    void shouldStopWhenRecordsWereDeletedBeforeTheyWereCounted() {
        fixture.sink().driveToEnd();

        assertStops(
                fixture.sink(new SourceLog(FakeSink.TOPIC_ID, 9, 20, true), RampPolicy.OFF),
                Breach.OFFSETS_OUT_OF_RANGE);
    }

    /** B5. */
    @Test
    void shouldStopWhenSomebodyMovedTheFence() throws Exception {
        FakeSink sink = fixture.claimed();
        fixture.reader
                .client()
                .document(CrashPointsFixture.FENCE)
                .update(Map.of(SinkDocuments.NEXT, 1L))
                .get();

        assertStops(sink, Breach.FENCE_MOVED);
        assertThat(fixture.reader.counts()).isEmpty();
    }

    /** B6. */
    @Test
    void shouldStopWhenFirestoreRefusesTheFenceItself() {
        fixture.onClaim().failBefore(Status.Code.INVALID_ARGUMENT);
        assertStops(fixture.sink(), Breach.FENCE_REFUSED);

        fixture.server.faults().on(Rpc.BATCH_GET_DOCUMENTS).failBefore(Status.Code.INVALID_ARGUMENT);
        assertStops(fixture.sink(), Breach.FENCE_REFUSED);

        FakeSink sink = fixture.sinkOf(List.of(new SourceRecord.Unreadable(0, 0, "not JSON")));
        sink.driveUntil(sink.state::holdsFence);
        fixture.onCounts().failBefore(Status.Code.INVALID_ARGUMENT);
        assertStops(sink, Breach.FENCE_REFUSED);
    }

    private static void assertStops(FakeSink sink, Breach breach) {
        assertThatThrownBy(sink::driveToEnd)
                .isInstanceOfSatisfying(
                        BrokenFenceException.class,
                        error -> assertThat(error.breach()).isEqualTo(breach))
                .hasMessageContaining("topic counts, partition 0");
    }

    private static double outcome(FakeSink sink, String outcome) {
        return sink.registry
                .get("mentions.sink.commits")
                .tag("outcome", outcome)
                .counter()
                .count();
    }
}

package dev.mentions.sink.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClaimDecisionTest {

    private static final Instant READ_AT = Instant.parse("2026-11-20T12:00:00Z");
    private static final SourceLog LOG = new SourceLog("topic-1", 5, 20, false);

    @Test
    void shouldCreateTheFirstFenceAtTheBeginningOfTheLog() {
        assertThat(ClaimDecision.of(Optional.empty(), LOG, "me", false))
                .isEqualTo(new ClaimDecision.Create(new Fence(5, "me", 1, "topic-1")));
    }

    @Test
    void shouldTakeOverUnderANewEpoch() {
        assertThat(decide(new Fence(12, "other", 3, "topic-1")))
                .isEqualTo(new ClaimDecision.TakeOver(new Fence(12, "me", 4, "topic-1"), READ_AT));
    }

    @Test
    void shouldTakeOverAtBothEndsOfTheLog() {
        assertThat(decide(new Fence(5, "other", 3, "topic-1"))).isInstanceOf(ClaimDecision.TakeOver.class);
        assertThat(decide(new Fence(20, "other", 3, "topic-1"))).isInstanceOf(ClaimDecision.TakeOver.class);
    }

    /** C13. */
    @Test
    void shouldKnowItsOwnClaim() {
        Fence mine = new Fence(12, "me", 4, "topic-1");

        assertThat(decide(mine)).isEqualTo(new ClaimDecision.Held(new StoredFence(mine, READ_AT)));
    }

    /** B1. */
    @Test
    void shouldStopWhenTheTopicWasRecreated() {
        assertThat(decide(new Fence(12, "other", 3, "topic-0")))
                .isEqualTo(new ClaimDecision.Broken(Breach.TOPIC_RECREATED, 12));
    }

    /** B2. */
    @Test
    void shouldStopWhenTheFenceIsMissingThoughTheGroupHasCommitted() {
        assertThat(ClaimDecision.of(Optional.empty(), new SourceLog("topic-1", 5, 20, true), "me", false))
                .isEqualTo(new ClaimDecision.Broken(Breach.FENCE_MISSING, -1));
    }

    /** B2. */
    @Test
    void shouldStopWhenAFenceItHeldIsMissing() {
        assertThat(ClaimDecision.of(Optional.empty(), LOG, "me", true))
                .isEqualTo(new ClaimDecision.Broken(Breach.FENCE_MISSING, -1));
    }

    /** B3. */
    @Test
    void shouldStopWhenTheFenceIsAheadOfTheLog() {
        assertThat(decide(new Fence(21, "other", 3, "topic-1")))
                .isEqualTo(new ClaimDecision.Broken(Breach.FENCE_AHEAD_OF_LOG, 21));
    }

    /** B4. */
    @Test
    void shouldStopWhenUncountedRecordsWereDeleted() {
        assertThat(decide(new Fence(4, "other", 3, "topic-1")))
                .isEqualTo(new ClaimDecision.Broken(Breach.OFFSETS_OUT_OF_RANGE, 4));
    }

    private static ClaimDecision decide(Fence found) {
        return ClaimDecision.of(Optional.of(new StoredFence(found, READ_AT)), LOG, "me", false);
    }
}

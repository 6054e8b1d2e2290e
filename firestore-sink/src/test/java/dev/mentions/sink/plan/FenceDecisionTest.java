package dev.mentions.sink.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FenceDecisionTest {

    private static final Instant READ_AT = Instant.parse("2026-11-20T12:00:00Z");
    private static final Fence HELD = new Fence(10, "me", 4, "topic-1");
    private static final CommitPlan PLAN = new CommitPlan(10, 15, 4, List.of(), List.of(), READ_AT);

    /** C10. */
    @Test
    void shouldKnowThatItWasApplied() {
        assertThat(decide(HELD.movedTo(15))).isEqualTo(new FenceDecision.Applied(READ_AT));
    }

    /** C9. */
    @Test
    void shouldKnowThatItWasNotApplied() {
        assertThat(decide(HELD)).isEqualTo(new FenceDecision.NotApplied(READ_AT));
    }

    /** C19. */
    @Test
    void shouldGiveWayToAnotherOwner() {
        assertThat(decide(new Fence(10, "other", 5, "topic-1"))).isEqualTo(new FenceDecision.Fenced());
        assertThat(decide(new Fence(15, "other", 5, "topic-1"))).isEqualTo(new FenceDecision.Fenced());
        assertThat(decide(new Fence(15, "me", 5, "topic-1"))).isEqualTo(new FenceDecision.Fenced());
    }

    /** B5. */
    @Test
    void shouldStopWhenTheFenceIsNeitherAtTheStartNorAtTheEnd() {
        for (long next : new long[] {9, 11, 14, 16}) {
            assertThat(decide(HELD.movedTo(next))).isEqualTo(new FenceDecision.Broken(Breach.FENCE_MOVED, next));
        }
    }

    /** B2. */
    @Test
    void shouldStopWhenTheFenceIsMissing() {
        assertThat(FenceDecision.of(PLAN, HELD, Optional.empty()))
                .isEqualTo(new FenceDecision.Broken(Breach.FENCE_MISSING, -1));
    }

    /** B1. */
    @Test
    void shouldStopWhenTheFenceIsOfAnotherTopic() {
        assertThat(decide(new Fence(10, "me", 4, "topic-2")))
                .isEqualTo(new FenceDecision.Broken(Breach.TOPIC_RECREATED, 10));
    }

    private static FenceDecision decide(Fence found) {
        return FenceDecision.of(PLAN, HELD, Optional.of(new StoredFence(found, READ_AT)));
    }
}

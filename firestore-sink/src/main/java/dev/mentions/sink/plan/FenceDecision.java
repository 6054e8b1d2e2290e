package dev.mentions.sink.plan;

import java.time.Instant;
import java.util.Optional;

/** What became of a commit whose outcome is unclear, as the fence tells it. */
public sealed interface FenceDecision {

    /** It was applied; go on under this update time. */
    record Applied(Instant updateTime) implements FenceDecision {}

    /** It was not applied so far; send the identical plan again. */
    record NotApplied(Instant updateTime) implements FenceDecision {}

    /** Another claim came after ours; what is in memory belongs to the other one now. */
    record Fenced() implements FenceDecision {}

    /**
     * Nobody who keeps to the protocol can have left the fence like this.
     *
     * @param next what the fence says; -1 without a fence
     */
    record Broken(Breach breach, long next) implements FenceDecision {}

    /**
     * Decides about a commit of {@code plan}.
     *
     * @param found the fence as read after the error; empty when there is no such document
     * @param held the fence as it was claimed
     */
    static FenceDecision of(CommitPlan plan, Fence held, Optional<StoredFence> found) {
        if (found.isEmpty()) {
            return new Broken(Breach.FENCE_MISSING, -1);
        }
        Fence fence = found.get().fence();
        if (!fence.topicId().equals(held.topicId())) {
            return new Broken(Breach.TOPIC_RECREATED, fence.next());
        }
        if (!fence.sameClaim(held)) {
            return new Fenced();
        }
        if (fence.next() == plan.end()) {
            return new Applied(found.get().updateTime());
        }
        if (fence.next() == plan.start()) {
            return new NotApplied(found.get().updateTime());
        }
        return new Broken(Breach.FENCE_MOVED, fence.next());
    }
}

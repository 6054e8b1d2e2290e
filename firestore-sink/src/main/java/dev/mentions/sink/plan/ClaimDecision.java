package dev.mentions.sink.plan;

import java.time.Instant;
import java.util.Optional;

/** What to do about a fence that is to be claimed. */
public sealed interface ClaimDecision {

    /** Nobody has ever written it: create it, on condition that it does not exist. */
    record Create(Fence fence) implements ClaimDecision {}

    /** Write it under a new claim, on condition that it is still as it was read. */
    record TakeOver(Fence fence, Instant updateTime) implements ClaimDecision {}

    /** This very claim was applied and its answer lost. */
    record Held(StoredFence stored) implements ClaimDecision {}

    /**
     * The fence and the log contradict each other.
     *
     * @param next what the fence says; -1 without a fence
     */
    record Broken(Breach breach, long next) implements ClaimDecision {}

    /**
     * Decides about a fence that was read after {@code log} was.
     *
     * @param found empty when there is no such document
     * @param nonce drawn for this claim
     * @param held whether this process has held the fence before
     */
    static ClaimDecision of(Optional<StoredFence> found, SourceLog log, String nonce, boolean held) {
        if (found.isEmpty()) {
            return held || log.committed()
                    ? new Broken(Breach.FENCE_MISSING, -1)
                    : new Create(new Fence(log.beginning(), nonce, 1, log.topicId()));
        }
        StoredFence stored = found.get();
        Fence fence = stored.fence();
        if (!fence.topicId().equals(log.topicId())) {
            return new Broken(Breach.TOPIC_RECREATED, fence.next());
        }
        if (fence.owner().equals(nonce)) {
            return new Held(stored);
        }
        if (fence.next() < log.beginning()) {
            return new Broken(Breach.OFFSETS_OUT_OF_RANGE, fence.next());
        }
        if (fence.next() > log.end()) {
            return new Broken(Breach.FENCE_AHEAD_OF_LOG, fence.next());
        }
        return new TakeOver(fence.claimedBy(nonce), stored.updateTime());
    }
}

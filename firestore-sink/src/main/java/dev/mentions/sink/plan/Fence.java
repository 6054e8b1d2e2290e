package dev.mentions.sink.plan;

import static java.util.Objects.requireNonNull;

/**
 * What a partition's fence document says.
 *
 * @param next offset of the first record that is not in the counts yet
 * @param owner the nonce of the claim it was last written under
 * @param epoch number of claims so far, from 1
 * @param topicId Kafka's id of the topic the offsets belong to
 */
public record Fence(long next, String owner, long epoch, String topicId) {

    public Fence {
        requireNonNull(owner, "owner");
        requireNonNull(topicId, "topicId");
    }

    /** Returns the fence after a commit up to {@code end}. */
    public Fence movedTo(long end) {
        return new Fence(end, owner, epoch, topicId);
    }

    /** Returns the fence after a claim. */
    public Fence claimedBy(String nonce) {
        return new Fence(next, nonce, epoch + 1, topicId);
    }

    /** Returns whether both were written under the same claim. */
    public boolean sameClaim(Fence other) {
        return owner.equals(other.owner) && epoch == other.epoch;
    }
}

package dev.mentions.sink.plan;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A fence as it was read.
 *
 * @param updateTime when it was last written, by Firestore's clock; what a commit's precondition names
 */
public record StoredFence(Fence fence, Instant updateTime) {

    public StoredFence {
        requireNonNull(fence, "fence");
        requireNonNull(updateTime, "updateTime");
    }
}

package dev.mentions.sink.store;

import dev.mentions.sink.plan.CommitPlan;
import dev.mentions.sink.plan.Fence;
import dev.mentions.sink.plan.StoredFence;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Where counts and fences are kept. Every call is tried once, returns at once and completes on any thread; it fails
 * with a {@link StoreException} or completes with a new update time. Safe for use by several threads.
 */
public interface CountStore extends AutoCloseable {

    /** Reads a partition's fence; empty when there is none. */
    CompletionStage<Optional<StoredFence>> read(int partition);

    /** Writes a partition's first fence, on condition that there is none. */
    CompletionStage<Instant> create(int partition, Fence fence);

    /** Writes owner and epoch, on condition that the fence was last written at {@code updateTime}. */
    CompletionStage<Instant> claim(int partition, Fence fence, Instant updateTime);

    /** Applies a plan and moves the fence, both or neither, on condition that it was last written at {@code updateTime}. */
    CompletionStage<Instant> commit(int partition, CommitPlan plan, Instant updateTime);

    /** Lets go of the connection. What is under way is abandoned and may still be applied. */
    @Override
    void close();
}

package dev.mentions.producer.publish;

import dev.mentions.contract.Post;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** Where accepted posts go. Safe for use by several threads. */
public interface PostPublisher extends AutoCloseable {

    /**
     * Writes a post. May block for a moment when there is no room, so never call it on an event loop.
     *
     * @param acceptedAt the record's timestamp
     * @param trace with the trace that the post belongs to, the root one for none
     * @return completes with the outcome, never exceptionally, on a thread that must not be held up
     */
    CompletableFuture<PublishOutcome> publish(Post post, Instant acceptedAt, Context trace);

    /** Waits, for a bounded time, until all that was handed over has an outcome, and lets go of the broker. */
    @Override
    void close();
}

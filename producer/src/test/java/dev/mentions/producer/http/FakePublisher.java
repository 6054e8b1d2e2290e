package dev.mentions.producer.http;

import dev.mentions.contract.Post;
import dev.mentions.producer.publish.PostPublisher;
import dev.mentions.producer.publish.PublishOutcome;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Takes posts without a broker; what becomes of each is up to the test. */
final class FakePublisher implements PostPublisher {

    final List<Post> posts = new CopyOnWriteArrayList<>();
    final List<SpanContext> traces = new CopyOnWriteArrayList<>();

    volatile Function<Post, CompletableFuture<PublishOutcome>> outcome = FakePublisher::stored;

    static CompletableFuture<PublishOutcome> stored(Post post) {
        return CompletableFuture.completedFuture(PublishOutcome.STORED);
    }

    static Function<Post, CompletableFuture<PublishOutcome>> always(PublishOutcome outcome) {
        return post -> CompletableFuture.completedFuture(outcome);
    }

    @Override
    public CompletableFuture<PublishOutcome> publish(Post post, Instant acceptedAt, Context trace) {
        posts.add(post);
        traces.add(Span.fromContext(trace).getSpanContext());
        return outcome.apply(post);
    }

    @Override
    public void close() {}
}

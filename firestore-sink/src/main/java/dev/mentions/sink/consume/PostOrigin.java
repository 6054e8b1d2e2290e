package dev.mentions.sink.consume;

import dev.mentions.contract.PostHeaders;
import dev.mentions.service.trace.TraceHeaders;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * What a record says of the latest post in it.
 *
 * @param acceptance when it was accepted; null when that is not said
 * @param trace that it belongs to; an invalid one for none
 * @param postId only said when the counting logs at DEBUG
 */
record PostOrigin(
        @Nullable Instant acceptance,
        SpanContext trace,
        @Nullable String postId) {

    static final PostOrigin UNKNOWN = new PostOrigin(null, SpanContext.getInvalid(), null);

    static PostOrigin of(Headers headers) {
        return new PostOrigin(
                PostHeaders.accepted(headers).orElse(null),
                Span.fromContext(TraceHeaders.read(headers)).getSpanContext(),
                PostHeaders.postId(headers).orElse(null));
    }
}

package dev.mentions.service.trace;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The trace that a record belongs to, in its headers {@code traceparent} and {@code tracestate}, as W3C Trace Context
 * writes them. Nothing is counted by them. What is not of that form is no trace.
 */
public final class TraceHeaders {

    private static final W3CTraceContextPropagator FORMAT = W3CTraceContextPropagator.getInstance();

    private TraceHeaders() {}

    /** Returns a context with the trace of a record; the root one when it has none. */
    public static Context read(Headers headers) {
        return FORMAT.extract(Context.root(), headers, TraceHeaders::text);
    }

    /** Writes a trace over the one that stood there. Does nothing when the context has none. */
    public static void write(Headers headers, Context context) {
        FORMAT.inject(context, headers, (carrier, name, value) -> {
            headers.remove(name);
            headers.add(name, value.getBytes(UTF_8));
        });
    }

    private static @Nullable String text(@Nullable Headers headers, String name) {
        Header header = headers == null ? null : headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }
}

package dev.mentions.producer.http;

import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/**
 * The trace that a request belongs to, as W3C Trace Context writes it.
 *
 * @param context has the trace; the root one when there is none
 */
record RequestTrace(Context context) {

    /** What everybody has to hand on, says the specification. It goes with every mention of the post. */
    private static final int MAX_STATE = 512;

    private static final String STATE = "tracestate";

    static RequestTrace of(HttpServletRequest request) {
        return new RequestTrace(
                W3CTraceContextPropagator.getInstance().extract(Context.root(), request, RequestTrace::text));
    }

    private static @Nullable String text(@Nullable HttpServletRequest request, String name) {
        if (request == null || !name.equals(STATE)) {
            return request == null ? null : request.getHeader(name);
        }
        String state = String.join(",", Collections.list(request.getHeaders(STATE)));
        return state.length() <= MAX_STATE ? state : null;
    }
}

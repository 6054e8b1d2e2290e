package dev.mentions.service.trace;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceHeadersTest {

    /** The example of the specification. */
    private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final RecordHeaders headers = new RecordHeaders();

    @Test
    void shouldReadWhatTheSpecificationWrites() {
        headers.add("traceparent", PARENT.getBytes(US_ASCII));
        headers.add("tracestate", "congo=t61rcWkgMzE".getBytes(US_ASCII));

        SpanContext trace = Span.fromContext(TraceHeaders.read(headers)).getSpanContext();

        assertThat(trace.getTraceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(trace.getSpanId()).isEqualTo("b7ad6b7169203331");
        assertThat(trace.isSampled()).isTrue();
        assertThat(trace.isRemote()).isTrue();
        assertThat(trace.getTraceState().get("congo")).isEqualTo("t61rcWkgMzE");
    }

    @Test
    void shouldWriteItAgainOverWhatStoodThere() {
        headers.add("traceparent", PARENT.getBytes(US_ASCII));
        Context context = TraceHeaders.read(headers);
        RecordHeaders others = new RecordHeaders();
        others.add("traceparent", "another".getBytes(US_ASCII));

        TraceHeaders.write(others, context);

        assertThat(others).singleElement().satisfies(header -> {
            assertThat(header.key()).isEqualTo("traceparent");
            assertThat(header.value()).isEqualTo(PARENT.getBytes(US_ASCII));
        });
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "00-", "00-00000000000000000000000000000000-b7ad6b7169203331-01", "é"})
    void shouldTakeWhatIsNoTraceForNone(String parent) {
        headers.add("traceparent", parent == null ? null : parent.getBytes(US_ASCII));

        Context context = TraceHeaders.read(headers);

        assertThat(Span.fromContext(context).getSpanContext().isValid()).isFalse();
        RecordHeaders others = new RecordHeaders();
        TraceHeaders.write(others, context);
        assertThat(others).isEmpty();
    }
}

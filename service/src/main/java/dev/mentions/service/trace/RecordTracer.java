package dev.mentions.service.trace;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;

/**
 * Begins spans about records, named as OpenTelemetry's conventions for messaging want it. Without a collector they cost
 * next to nothing, and still hand on the trace that came with a post. Safe for use by several threads.
 */
public final class RecordTracer {

    /** The id of the post that a span is about. */
    public static final AttributeKey<String> POST_ID = AttributeKey.stringKey("mentions.post.id");

    public static final AttributeKey<String> PARTITION = AttributeKey.stringKey("messaging.destination.partition.id");
    public static final AttributeKey<Long> OFFSET = AttributeKey.longKey("messaging.kafka.offset");

    private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("messaging.system");
    private static final AttributeKey<String> DESTINATION = AttributeKey.stringKey("messaging.destination.name");
    private static final AttributeKey<String> OPERATION = AttributeKey.stringKey("messaging.operation.name");
    private static final AttributeKey<String> OPERATION_TYPE = AttributeKey.stringKey("messaging.operation.type");

    /** Begins no spans of its own. */
    public static final RecordTracer NONE = new RecordTracer(OpenTelemetry.noop());

    private final Tracer tracer;

    /** What is done with a record. */
    public enum Operation {
        /** A post is written to its topic. */
        SEND("send", "send", SpanKind.PRODUCER),
        /** What a post mentions is taken out of it. */
        EXTRACT("extract", "process", SpanKind.CONSUMER),
        /** Counts are written to Firestore. */
        APPLY("apply", "process", SpanKind.CONSUMER);

        private final String text;
        private final String type;
        private final SpanKind kind;

        Operation(String text, String type, SpanKind kind) {
            this.text = text;
            this.type = type;
            this.kind = kind;
        }
    }

    /**
     * @param telemetry whose exporter gets the spans, if it has one
     */
    public RecordTracer(OpenTelemetry telemetry) {
        this.tracer = telemetry.getTracer("dev.mentions");
    }

    /**
     * Prepares a span.
     *
     * @param topic which the record is on, or goes to
     * @param parent with the trace that the span belongs to; without one it begins a trace
     */
    public SpanBuilder span(Operation operation, String topic, Context parent) {
        return tracer.spanBuilder(operation.text + ' ' + topic)
                .setParent(parent)
                .setSpanKind(operation.kind)
                .setAttribute(SYSTEM, "kafka")
                .setAttribute(DESTINATION, topic)
                .setAttribute(OPERATION, operation.text)
                .setAttribute(OPERATION_TYPE, operation.type);
    }
}

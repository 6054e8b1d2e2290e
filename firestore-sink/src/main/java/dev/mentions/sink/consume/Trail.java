package dev.mentions.sink.consume;

import dev.mentions.contract.CountDocuments;
import dev.mentions.contract.CountKey;
import dev.mentions.service.trace.RecordTracer;
import dev.mentions.service.trace.RecordTracer.Operation;
import dev.mentions.sink.plan.CommitPlan;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The posts behind the records of one commit: once it is in the store, their latency is measured, their traces end and,
 * at DEBUG, their ids are logged. For the loop's thread.
 */
final class Trail {

    private static final Logger LOGGER = LoggerFactory.getLogger(Trail.class);

    /** Of a span: how many documents the commit has written, the fence included. */
    private static final AttributeKey<Long> WRITES = AttributeKey.longKey("mentions.commit.writes");

    private final int partition;
    private final SinkContext context;
    private final List<Instant> acceptances = new ArrayList<>();
    private final Set<SpanContext> traces = new LinkedHashSet<>();
    private final List<SourceRecord.Delta> told = new ArrayList<>();

    Trail(int partition, SinkContext context) {
        this.partition = partition;
        this.context = context;
    }

    void add(SourceRecord.Delta delta) {
        PostOrigin origin = delta.origin();
        if (origin.acceptance() != null) {
            acceptances.add(origin.acceptance());
        }
        if (origin.trace().isSampled()) {
            traces.add(origin.trace());
        }
        if (LOGGER.isDebugEnabled()) {
            told.add(delta);
        }
    }

    /** The commit of all that was added is in the store. */
    void applied(CommitPlan plan) {
        Instant now = context.clock().now();
        context.metrics().counted(acceptances, now);
        traces.forEach(trace -> span(trace, plan, now));
        told.forEach(this::tell);
    }

    private void span(SpanContext trace, CommitPlan plan, Instant now) {
        context.tracer()
                .span(Operation.APPLY, context.topic(), Context.root().with(Span.wrap(trace)))
                .setAttribute(RecordTracer.PARTITION, Integer.toString(partition))
                .setAttribute(RecordTracer.OFFSET, plan.start())
                .setAttribute(WRITES, (long) plan.writes())
                .setStartTimestamp(plan.at())
                .startSpan()
                .end(now);
    }

    private void tell(SourceRecord.Delta delta) {
        CountKey key = delta.key();
        LOGGER.atDebug()
                .addKeyValue("postId", delta.origin().postId())
                .addKeyValue("partition", partition)
                .addKeyValue("offset", delta.offset())
                .addKeyValue("publicationId", CountDocuments.publicationId(key.publication()))
                .addKeyValue("entityId", CountDocuments.entityId(key.kind(), key.entity()))
                .addKeyValue("windowId", CountDocuments.windowId(key.windowStart()))
                .addKeyValue("delta", delta.update().delta())
                .log("Counted in Firestore");
    }
}

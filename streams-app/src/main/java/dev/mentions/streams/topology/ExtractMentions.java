package dev.mentions.streams.topology;

import dev.mentions.contract.CountingScope;
import dev.mentions.contract.EntityKey;
import dev.mentions.contract.Mention;
import dev.mentions.contract.Post;
import dev.mentions.contract.PostHeaders;
import dev.mentions.contract.PublicationKey;
import dev.mentions.ner.extract.EntityExtractor;
import dev.mentions.service.trace.RecordTracer;
import dev.mentions.service.trace.RecordTracer.Operation;
import dev.mentions.service.trace.TraceHeaders;
import dev.mentions.streams.extract.KeyedMention;
import dev.mentions.streams.extract.PostMentions;
import dev.mentions.streams.extract.PostRules;
import dev.mentions.streams.extract.RepeatRule;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drops a post that was seen before or is out of scope, else forwards what it mentions. Everything that can fail comes
 * before the first write: once something was forwarded, a dead letter would have lost its text, and half a post would be
 * counted.
 */
final class ExtractMentions implements Processor<String, Post, EntityKey, Mention> {

    private static final Logger LOGGER = LoggerFactory.getLogger(ExtractMentions.class);

    /** Of a span: the post is one that its publication has sent before. */
    private static final AttributeKey<Boolean> DUPLICATE = AttributeKey.booleanKey("mentions.post.duplicate");

    private final String topicName;
    private final CountingScope scope;
    private final Supplier<EntityExtractor> extractors;
    private final StreamsAppMetrics metrics;
    private final RecordTracer tracer;

    private @Nullable EntityExtractor extractor;
    private @Nullable ProcessorContext<EntityKey, Mention> context;
    private @Nullable KeyValueStore<Bytes, Long> seenPosts;

    /**
     * @param topicName of the posts
     */
    ExtractMentions(
            String topicName,
            CountingScope scope,
            Supplier<EntityExtractor> extractors,
            StreamsAppMetrics metrics,
            RecordTracer tracer) {
        this.topicName = topicName;
        this.scope = scope;
        this.extractors = extractors;
        this.metrics = metrics;
        this.tracer = tracer;
    }

    @Override
    public void init(ProcessorContext<EntityKey, Mention> context) {
        this.context = context;
        this.extractor = extractors.get();
        this.seenPosts = context.getStateStore(Nodes.SEEN_POSTS);
    }

    @Override
    public void process(Record<String, Post> record) {
        if (!isWithinEnd()) {
            return;
        }
        PostRules.violation(record.key(), record.value()).ifPresent(violation -> {
            throw new RejectedRecordException(RejectionReason.INVALID_POST, "Not a post to count: " + violation);
        });
        Post post = record.value();
        if (!scope.includes(PublicationKey.of(post.publication()))) {
            return;
        }
        Context trace = TraceHeaders.read(record.headers());
        Span span = begin(post, trace);
        try {
            forward(post, Instant.ofEpochMilli(record.timestamp()), trace.with(span), span);
        } catch (RejectedRecordException e) {
            span.setStatus(StatusCode.ERROR, e.reason().name());
            LOGGER.atDebug().addKeyValue("postId", post.id()).log("Rejected a post");
            throw e;
        } finally {
            span.end();
        }
    }

    private Span begin(Post post, Context trace) {
        SpanBuilder span =
                tracer.span(Operation.EXTRACT, topicName, trace).setAttribute(RecordTracer.POST_ID, post.id());
        context.recordMetadata()
                .ifPresent(place -> span.setAttribute(RecordTracer.PARTITION, Integer.toString(place.partition()))
                        .setAttribute(RecordTracer.OFFSET, place.offset()));
        return span.startSpan();
    }

    private void forward(Post post, Instant acceptance, Context trace, Span span) {
        Bytes identity = SeenPostKey.of(post);
        Long first = seenPosts.get(identity);
        if (first != null && RepeatRule.isRepeat(Instant.ofEpochMilli(first), acceptance)) {
            metrics.duplicateDropped();
            span.setAttribute(DUPLICATE, true);
            LOGGER.atDebug().addKeyValue("postId", post.id()).log("Dropped a repeated post");
            return;
        }
        List<KeyedMention> mentions = metrics.extraction().record(() -> extract(post, acceptance));
        seenPosts.put(identity, acceptance.toEpochMilli());
        for (KeyedMention keyed : mentions) {
            Record<EntityKey, Mention> mention = new Record<>(keyed.key(), keyed.mention(), acceptance.toEpochMilli());
            PostHeaders.putAccepted(mention.headers(), acceptance);
            TraceHeaders.write(mention.headers(), trace);
            context.forward(mention);
        }
        LOGGER.atDebug()
                .addKeyValue("postId", post.id())
                .addKeyValue("mentions", mentions.size())
                .log("Extracted what a post mentions");
    }

    private boolean isWithinEnd() {
        return context.recordMetadata()
                .map(place -> scope.includes(place.partition(), place.offset()))
                .orElse(true);
    }

    private List<KeyedMention> extract(Post post, Instant acceptance) {
        try {
            return PostMentions.of(post, acceptance, extractor);
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            // It may have stopped half way through: what it holds cannot be trusted with the next post.
            extractor = extractors.get();
            throw new RejectedRecordException(RejectionReason.EXTRACTOR_FAILED, "The extractor fails on this post", e);
        }
    }
}

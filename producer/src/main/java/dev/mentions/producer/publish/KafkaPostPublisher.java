package dev.mentions.producer.publish;

import dev.mentions.contract.Generation;
import dev.mentions.contract.Post;
import dev.mentions.contract.TopicSpec;
import dev.mentions.contract.Topics;
import dev.mentions.producer.config.KafkaSection;
import dev.mentions.service.trace.RecordTracer;
import dev.mentions.service.trace.RecordTracer.Operation;
import dev.mentions.service.trace.TraceHeaders;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Posts onto the posts topic, by id, over one shared idempotent producer. */
public final class KafkaPostPublisher implements PostPublisher {

    private static final Logger LOGGER = LoggerFactory.getLogger(KafkaPostPublisher.class);

    private final TopicSpec<String, Post> topic = new Topics(Generation.FIRST).posts();
    private final Producer<String, Post> producer;
    private final Duration closeTimeout;
    private final RecordTracer tracer;

    /**
     * @param producer closed with this publisher
     * @param closeTimeout how long {@link #close()} waits for outcomes
     */
    public KafkaPostPublisher(Producer<String, Post> producer, Duration closeTimeout, RecordTracer tracer) {
        this.producer = producer;
        this.closeTimeout = closeTimeout;
        this.tracer = tracer;
    }

    /** Returns a Kafka producer for posts. */
    public static KafkaProducer<String, Post> producer(KafkaSection kafka) {
        TopicSpec<String, Post> topic = new Topics(Generation.FIRST).posts();
        return new KafkaProducer<>(
                kafka.producer(), topic.key().serializer(), topic.value().serializer());
    }

    /**
     * Asks where the topic's partitions are. The first post would otherwise wait for that, on a busy machine longer than
     * a post may wait.
     *
     * @return whether it is known within the limit
     */
    public boolean connect(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        do {
            try {
                producer.partitionsFor(topic.name());
                return true;
            } catch (TimeoutException e) {
                LOGGER.atDebug().setCause(e).log("Kafka has not told yet where the partitions are");
            }
        } while (System.nanoTime() - deadline < 0);
        return false;
    }

    @Override
    public CompletableFuture<PublishOutcome> publish(Post post, Instant acceptedAt, Context trace) {
        Span span = tracer.span(Operation.SEND, topic.name(), trace)
                .setAttribute(RecordTracer.POST_ID, post.id())
                .startSpan();
        ProducerRecord<String, Post> record =
                new ProducerRecord<>(topic.name(), null, acceptedAt.toEpochMilli(), post.id(), post);
        TraceHeaders.write(record.headers(), trace.with(span));
        CompletableFuture<PublishOutcome> outcome = new CompletableFuture<>();
        Thread sender = Thread.currentThread();
        try {
            var unused = producer.send(record, (metadata, error) -> {
                if (error == null) {
                    tellStored(post, metadata, span);
                    outcome.complete(PublishOutcome.STORED);
                } else {
                    // A failure that is told before send returns, on the same thread, was never handed over.
                    outcome.complete(tellFailed(post, error, Thread.currentThread() == sender, span));
                }
            });
        } catch (KafkaException | IllegalStateException e) {
            outcome.complete(tellFailed(post, e, true, span));
        }
        return outcome;
    }

    private static void tellStored(Post post, RecordMetadata place, Span span) {
        span.setAttribute(RecordTracer.PARTITION, Integer.toString(place.partition()))
                .setAttribute(RecordTracer.OFFSET, place.offset())
                .end();
        LOGGER.atDebug()
                .addKeyValue("postId", post.id())
                .addKeyValue("partition", place.partition())
                .addKeyValue("offset", place.offset())
                .log("Stored a post");
    }

    private static PublishOutcome tellFailed(Post post, Exception error, boolean notHandedOver, Span span) {
        PublishOutcome outcome = outcomeOf(error, notHandedOver);
        span.setStatus(StatusCode.ERROR, outcome.name()).end();
        LOGGER.atDebug().addKeyValue("postId", post.id()).setCause(error).log("A post was not acknowledged");
        return outcome;
    }

    private static PublishOutcome outcomeOf(Exception error, boolean notHandedOver) {
        if (error instanceof RecordTooLargeException) {
            return PublishOutcome.TOO_LARGE;
        }
        return notHandedOver ? PublishOutcome.UNAVAILABLE : PublishOutcome.UNKNOWN;
    }

    @Override
    public void close() {
        producer.close(closeTimeout);
    }
}

package dev.mentions.producer.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mentions.contract.Generation;
import dev.mentions.contract.Post;
import dev.mentions.contract.Topics;
import dev.mentions.service.trace.RecordTracer;
import dev.mentions.service.trace.TraceHeaders;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class KafkaPostPublisherTest {

    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00.123Z");
    private static final Post POST = new Post("7", "Reuters", null, null, null, "Text.");

    private static final SpanContext CALLER = SpanContext.createFromRemoteParent(
            "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", TraceFlags.getSampled(), TraceState.getDefault());

    @RegisterExtension
    final OpenTelemetryExtension telemetry = OpenTelemetryExtension.create();

    private final MockProducer<String, Post> kafka = new MockProducer<>(
            false,
            new RoundRobinPartitioner(),
            new Topics(Generation.FIRST).posts().key().serializer(),
            new Topics(Generation.FIRST).posts().value().serializer());
    private final KafkaPostPublisher publisher =
            new KafkaPostPublisher(kafka, Duration.ofSeconds(1), new RecordTracer(telemetry.getOpenTelemetry()));

    @Test
    void shouldWriteByIdWithTheMomentOfAcceptance() {
        CompletableFuture<PublishOutcome> outcome = publisher.publish(POST, NOW, Context.root());

        assertThat(outcome).isNotDone();
        assertThat(kafka.history()).singleElement().satisfies(record -> {
            assertThat(record.topic()).isEqualTo("mentions.posts.v1");
            assertThat(record.key()).isEqualTo("7");
            assertThat(record.timestamp()).isEqualTo(NOW.toEpochMilli());
        });
        kafka.completeNext();
        assertThat(outcome).isCompletedWithValue(PublishOutcome.STORED);
    }

    @Test
    void shouldTellAFailureOnAnotherThreadFromOneBeforeItWasHandedOver() throws Exception {
        CompletableFuture<PublishOutcome> later = publisher.publish(POST, NOW, Context.root());
        CompletableFuture.runAsync(() -> kafka.errorNext(new TimeoutException("delivery")))
                .get(10, TimeUnit.SECONDS);
        assertThat(later).isCompletedWithValue(PublishOutcome.UNKNOWN);

        kafka.sendException = new TimeoutException("no room");
        assertThat(publisher.publish(POST, NOW, Context.root())).isCompletedWithValue(PublishOutcome.UNAVAILABLE);
    }

    @Test
    void shouldTellThatTheBrokerTakesNoSuchSize() throws Exception {
        CompletableFuture<PublishOutcome> outcome = publisher.publish(POST, NOW, Context.root());

        CompletableFuture.runAsync(() -> kafka.errorNext(new RecordTooLargeException()))
                .get(10, TimeUnit.SECONDS);

        assertThat(outcome).isCompletedWithValue(PublishOutcome.TOO_LARGE);
    }

    @Test
    void shouldTakeNothingOnceClosed() {
        publisher.close();

        assertThat(publisher.publish(POST, NOW, Context.root())).isCompletedWithValue(PublishOutcome.UNAVAILABLE);
    }

    @Test
    void shouldWriteItsSpanIntoTheRecordAsThePostsTrace() {
        CompletableFuture<PublishOutcome> outcome =
                publisher.publish(POST, NOW, Context.root().with(Span.wrap(CALLER)));
        assertThat(telemetry.getSpans()).isEmpty();
        kafka.completeNext();

        assertThat(outcome).isCompletedWithValue(PublishOutcome.STORED);
        SpanData span = telemetry.getSpans().get(0);
        assertThat(span.getName()).isEqualTo("send mentions.posts.v1");
        assertThat(span.getKind()).isEqualTo(SpanKind.PRODUCER);
        assertThat(span.getParentSpanContext()).isEqualTo(CALLER);
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(span.getAttributes().get(RecordTracer.POST_ID)).isEqualTo("7");
        assertThat(written(0).getSpanId()).isEqualTo(span.getSpanId());
    }

    @Test
    void shouldSayOnItsSpanThatAPostWasNotStored() throws Exception {
        CompletableFuture<PublishOutcome> outcome = publisher.publish(POST, NOW, Context.root());
        CompletableFuture.runAsync(() -> kafka.errorNext(new TimeoutException("delivery")))
                .get(10, TimeUnit.SECONDS);

        assertThat(outcome).isCompletedWithValue(PublishOutcome.UNKNOWN);
        assertThat(telemetry.getSpans()).singleElement().satisfies(span -> {
            assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
            assertThat(span.getStatus().getDescription()).isEqualTo("UNKNOWN");
        });
    }

    @Test
    void shouldHandOnTheTraceThatCameWhereNoneAreMade() {
        KafkaPostPublisher untraced = new KafkaPostPublisher(kafka, Duration.ofSeconds(1), RecordTracer.NONE);

        assertThat(List.of(
                        untraced.publish(POST, NOW, Context.root().with(Span.wrap(CALLER))),
                        untraced.publish(POST, NOW, Context.root())))
                .noneMatch(CompletableFuture::isDone);

        assertThat(written(0)).isEqualTo(CALLER);
        assertThat(kafka.history().get(1).headers()).isEmpty();
    }

    private SpanContext written(int record) {
        return Span.fromContext(TraceHeaders.read(kafka.history().get(record).headers()))
                .getSpanContext();
    }
}

package dev.mentions.producer.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mentions.contract.Generation;
import dev.mentions.contract.Post;
import dev.mentions.contract.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class KafkaPostPublisherTest {

    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00.123Z");
    private static final Post POST = new Post("7", "Reuters", null, null, null, "Text.");

    private final MockProducer<String, Post> kafka = new MockProducer<>(
            false,
            new RoundRobinPartitioner(),
            new Topics(Generation.FIRST).posts().key().serializer(),
            new Topics(Generation.FIRST).posts().value().serializer());
    private final KafkaPostPublisher publisher = new KafkaPostPublisher(kafka, Duration.ofSeconds(1));

    @Test
    void shouldWriteByIdWithTheMomentOfAcceptance() {
        CompletableFuture<PublishOutcome> outcome = publisher.publish(POST, NOW);

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
        CompletableFuture<PublishOutcome> later = publisher.publish(POST, NOW);
        CompletableFuture.runAsync(() -> kafka.errorNext(new TimeoutException("delivery")))
                .get(10, TimeUnit.SECONDS);
        assertThat(later).isCompletedWithValue(PublishOutcome.UNKNOWN);

        kafka.sendException = new TimeoutException("no room");
        assertThat(publisher.publish(POST, NOW)).isCompletedWithValue(PublishOutcome.UNAVAILABLE);
    }

    @Test
    void shouldTellThatTheBrokerTakesNoSuchSize() throws Exception {
        CompletableFuture<PublishOutcome> outcome = publisher.publish(POST, NOW);

        CompletableFuture.runAsync(() -> kafka.errorNext(new RecordTooLargeException()))
                .get(10, TimeUnit.SECONDS);

        assertThat(outcome).isCompletedWithValue(PublishOutcome.TOO_LARGE);
    }

    @Test
    void shouldTakeNothingOnceClosed() {
        publisher.close();

        assertThat(publisher.publish(POST, NOW)).isCompletedWithValue(PublishOutcome.UNAVAILABLE);
    }
}

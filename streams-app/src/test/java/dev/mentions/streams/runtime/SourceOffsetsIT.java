package dev.mentions.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mentions.contract.Generation;
import dev.mentions.contract.LostRecords;
import dev.mentions.contract.Post;
import dev.mentions.contract.Topics;
import dev.mentions.embedded.kafka.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a consumer finds, beside what its topic holds. */
class SourceOffsetsIT {

    private static final Topics TOPICS = new Topics(Generation.FIRST);
    private static final TopicPartition POSTS =
            new TopicPartition(TOPICS.posts().name(), 0);

    @TempDir
    Path directory;

    @Test
    void shouldTellALogThatHasTakenNewRecordsInPlaceOfLostOnes() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.builder(directory).start();
                KafkaFixture kafka = new KafkaFixture(broker.bootstrapServers(), 1);
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            for (int id = 0; id < 9; id++) {
                kafka.send(new Post(Integer.toString(id), "P", null, null, null, "x"), Instant.now());
            }
            kafka.flush();

            List<LostRecords> lost = SourceOffsets.ofExtract(admin, TOPICS)
                    .lost(new LogTruncationException(Map.of(POSTS, 7L), Map.of(POSTS, new OffsetAndMetadata(4))));

            assertThat(lost).containsExactly(new LostRecords(POSTS, 4, 6, LostRecords.Kind.READ));
            admin.close(Duration.ZERO);
        }
    }

    /** As when an instance was killed between the two steps of its last commit. */
    @Test
    void shouldWaitForACommitThatATransactionStillHolds() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.builder(directory).start();
                KafkaFixture kafka = new KafkaFixture(broker.bootstrapServers(), 1);
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
                KafkaConsumer<byte[], byte[]> group = new KafkaConsumer<>(
                        Map.of(
                                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                broker.bootstrapServers(),
                                ConsumerConfig.GROUP_ID_CONFIG,
                                "mentions-extract"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
                KafkaProducer<byte[], byte[]> committing = transactional(broker)) {
            for (int id = 0; id < 5; id++) {
                kafka.send(new Post(Integer.toString(id), "P", null, null, null, "x"), Instant.now());
            }
            kafka.flush();
            SourceOffsets offsets = SourceOffsets.ofExtract(admin, TOPICS);
            offsets.prepare();
            committing.initTransactions();
            committing.beginTransaction();
            committing.sendOffsetsToTransaction(Map.of(POSTS, new OffsetAndMetadata(5)), group.groupMetadata());
            admin.deleteRecords(Map.of(POSTS, RecordsToDelete.beforeOffset(5)))
                    .all()
                    .get();

            CompletableFuture<List<LostRecords>> found = CompletableFuture.supplyAsync(() -> prepare(offsets));
            // What does not wait has its answer long before.
            CompletableFuture.runAsync(
                            committing::commitTransaction, CompletableFuture.delayedExecutor(2, TimeUnit.SECONDS))
                    .get();

            assertThat(found.get()).isEmpty();
            admin.close(Duration.ZERO);
        }
    }

    private static List<LostRecords> prepare(SourceOffsets offsets) {
        try {
            return offsets.prepare();
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new CompletionException(e);
        }
    }

    private static KafkaProducer<byte[], byte[]> transactional(EmbeddedBroker broker) {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        broker.bootstrapServers(),
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        "killed"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}

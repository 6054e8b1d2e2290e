package dev.mentions.systemtests.pipeline;

import dev.mentions.contract.TopicSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads topics as they are now, without what was never committed. For one thread. */
public final class TopicReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Consumer<byte[], byte[]> consumer;

    public TopicReader(String bootstrapServers) {
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "none",
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /** Returns all that was ever in a topic: what was removed from it, and what it holds now; partitions in order. */
    public List<ConsumerRecord<byte[], byte[]>> read(TopicSpec<?, ?> topic, RemovedRecords removed) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int partition = 0; partition < consumer.partitionsFor(topic.name()).size(); partition++) {
            TopicPartition one = new TopicPartition(topic.name(), partition);
            records.addAll(removed.before(one, start(one)));
            records.addAll(read(one, end(one)));
        }
        return records;
    }

    /** Returns what a partition holds now before an offset. */
    List<ConsumerRecord<byte[], byte[]>> read(TopicPartition partition, long end) {
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (consumer.position(partition) < end) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Cannot read " + partition + " to " + end);
            }
            consumer.poll(POLL).forEach(records::add);
        }
        records.removeIf(each -> each.offset() >= end);
        return records;
    }

    /** Returns the first offset that a partition has. */
    long start(TopicPartition partition) {
        return consumer.beginningOffsets(List.of(partition)).get(partition);
    }

    /** Returns the offset behind the last record that is committed. */
    long end(TopicPartition partition) {
        return consumer.endOffsets(List.of(partition)).get(partition);
    }

    @Override
    public void close() {
        consumer.close();
    }
}

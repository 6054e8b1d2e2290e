package dev.mentions.systemtests.pipeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Records that were deleted from topics, kept for whoever judges what became of them. Thread-safe. */
public final class RemovedRecords {

    private final Map<TopicPartition, NavigableMap<Long, ConsumerRecord<byte[], byte[]>>> kept = new HashMap<>();

    /** Keeps records that are about to be deleted. They may stay in the topic, or be kept twice. */
    public synchronized void keep(Iterable<ConsumerRecord<byte[], byte[]>> records) {
        records.forEach(each -> kept.computeIfAbsent(
                        new TopicPartition(each.topic(), each.partition()), partition -> new TreeMap<>())
                .put(each.offset(), each));
    }

    /** Returns what was kept of a partition and lies before an offset, in order. */
    public synchronized List<ConsumerRecord<byte[], byte[]>> before(TopicPartition partition, long offset) {
        NavigableMap<Long, ConsumerRecord<byte[], byte[]>> records = kept.get(partition);
        return records == null
                ? List.of()
                : new ArrayList<>(records.headMap(offset, false).values());
    }
}

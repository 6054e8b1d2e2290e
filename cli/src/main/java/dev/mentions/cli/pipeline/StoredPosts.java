package dev.mentions.cli.pipeline;

import dev.mentions.contract.Generation;
import dev.mentions.contract.Topics;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * What the posts topic holds.
 *
 * @param begins first offset that is there, by partition
 * @param ends offset after the last one, by partition
 * @param oldest when the first post was accepted; null when there is none
 * @param newest when the last post was accepted; null when there is none
 */
public record StoredPosts(
        Map<Integer, Long> begins,
        Map<Integer, Long> ends,
        @Nullable Instant oldest,
        @Nullable Instant newest) {

    private static final String TOPIC = new Topics(Generation.FIRST).posts().name();
    private static final long LIMIT_SECONDS = 30;

    public StoredPosts {
        begins = Map.copyOf(begins);
        ends = Map.copyOf(ends);
    }

    /** Asks the brokers; a topic that is not there holds nothing. */
    public static StoredPosts in(Admin admin) throws InterruptedException, ExecutionException, TimeoutException {
        List<Integer> partitions = partitions(admin);
        Map<Integer, ListOffsetsResultInfo> last = list(admin, partitions, OffsetSpec.maxTimestamp());
        // The first record, not the one of the lowest timestamp: nobody asks for less than the epoch.
        Map<Integer, ListOffsetsResultInfo> first = list(admin, partitions, OffsetSpec.forTimestamp(0));
        return new StoredPosts(
                offsets(list(admin, partitions, OffsetSpec.earliest())),
                offsets(list(admin, partitions, OffsetSpec.latest())),
                moments(first).min(Instant::compareTo).orElse(null),
                moments(last).max(Instant::compareTo).orElse(null));
    }

    /** Returns how many records there are. */
    public long count() {
        return ends.entrySet().stream()
                .mapToLong(end -> end.getValue() - begins.getOrDefault(end.getKey(), 0L))
                .sum();
    }

    private static List<Integer> partitions(Admin admin)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            return admin
                    .describeTopics(List.of(TOPIC))
                    .allTopicNames()
                    .get(LIMIT_SECONDS, TimeUnit.SECONDS)
                    .get(TOPIC)
                    .partitions()
                    .stream()
                    .map(TopicPartitionInfo::partition)
                    .toList();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return List.of();
            }
            throw e;
        }
    }

    private static Map<Integer, ListOffsetsResultInfo> list(Admin admin, List<Integer> partitions, OffsetSpec spec)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        partitions.forEach(partition -> wanted.put(new TopicPartition(TOPIC, partition), spec));
        Map<Integer, ListOffsetsResultInfo> found = new TreeMap<>();
        admin.listOffsets(wanted)
                .all()
                .get(LIMIT_SECONDS, TimeUnit.SECONDS)
                .forEach((partition, offset) -> found.put(partition.partition(), offset));
        return found;
    }

    private static Map<Integer, Long> offsets(Map<Integer, ListOffsetsResultInfo> found) {
        Map<Integer, Long> offsets = new HashMap<>();
        found.forEach((partition, offset) -> offsets.put(partition, offset.offset()));
        return offsets;
    }

    /** An empty partition has a timestamp of -1. */
    private static Stream<Instant> moments(Map<Integer, ListOffsetsResultInfo> found) {
        return found.values().stream()
                .map(ListOffsetsResultInfo::timestamp)
                .filter(timestamp -> timestamp >= 0)
                .map(Instant::ofEpochMilli);
    }
}

package dev.mentions.systemtests.nemesis;

import dev.mentions.contract.ConsumerGroups;
import dev.mentions.contract.Generation;
import dev.mentions.contract.Topics;
import dev.mentions.systemtests.pipeline.SeparateProcesses;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Watches for the moment at which counts stand in their topic while the offsets of what they were counted from are not
 * committed. It comes several times a second where the streams app has no cache, and hardly ever where it has one.
 */
final class UncommittedCounts {

    /** More than poison and the markers of transactions come to between two commits. */
    private static final long ENOUGH = 20;

    private static final long POLL_MILLIS = 5;

    private final Admin admin;
    private final String group;
    private final Map<TopicPartition, OffsetSpec> ends;

    UncommittedCounts(Admin admin, Generation generation) {
        this.admin = admin;
        this.group = ConsumerGroups.count(generation);
        String counts = new Topics(generation).counts().name();
        this.ends = IntStream.range(0, SeparateProcesses.PARTITIONS)
                .mapToObj(partition -> new TopicPartition(counts, partition))
                .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
    }

    /** Returns at such a moment; returns false when none comes in time. */
    boolean await(Duration limit) throws InterruptedException, ExecutionException {
        long deadline = System.nanoTime() + limit.toNanos();
        Map<TopicPartition, OffsetAndMetadata> committed = committed();
        long endAtCommit = end();
        while (System.nanoTime() < deadline) {
            // In this order: what is committed after the look at the topic is noticed.
            long end = end();
            Map<TopicPartition, OffsetAndMetadata> committedNow = committed();
            if (!committedNow.equals(committed)) {
                committed = committedNow;
                endAtCommit = end();
            } else if (end - endAtCommit >= ENOUGH) {
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        return false;
    }

    private Map<TopicPartition, OffsetAndMetadata> committed() throws InterruptedException, ExecutionException {
        return admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
    }

    private long end() throws InterruptedException, ExecutionException {
        return admin.listOffsets(ends).all().get().values().stream()
                .mapToLong(ListOffsetsResultInfo::offset)
                .sum();
    }
}

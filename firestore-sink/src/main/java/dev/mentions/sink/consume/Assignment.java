package dev.mentions.sink.consume;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The partitions that the group has given us, from assignment to release. For the loop's thread. */
final class Assignment implements ConsumerRebalanceListener {

    private static final Logger LOGGER = LoggerFactory.getLogger(Assignment.class);

    /** The whole group waits for a member that gives up partitions. What is not flushed by then is read again. */
    private static final Duration REVOKE_LIMIT = Duration.ofSeconds(3);

    /** How often to look whether something is due while all wait for an answer. */
    private static final Duration TICK = Duration.ofMillis(10);

    private final Consumer<byte[], byte[]> consumer;
    private final SinkContext context;
    private final LoopQueue queue;
    private final RecordDecoder decoder;
    private final Map<TopicPartition, Assigned> partitions = new HashMap<>();
    private final Map<TopicPartition, Long> committed = new HashMap<>();
    private boolean joined;

    private record Assigned(PartitionState state, SinkMetrics.Partition metrics) {

        void release() {
            state.release();
            metrics.close();
        }
    }

    Assignment(Consumer<byte[], byte[]> consumer, SinkContext context, LoopQueue queue, RecordDecoder decoder) {
        this.consumer = consumer;
        this.context = context;
        this.queue = queue;
        this.decoder = decoder;
    }

    /** Nothing is read until the fence is claimed; a position is set only so that Kafka is not asked for one. */
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
        joined = true;
        log("Assigned", assigned);
        for (TopicPartition where : assigned) {
            consumer.seek(where, 0);
            partitions.put(
                    where,
                    new Assigned(
                            new PartitionState(where.partition(), context),
                            context.metrics().partition(where.partition())));
        }
        consumer.pause(assigned);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
        log("Revoked", revoked);
        flush(revoked, REVOKE_LIMIT);
        revoked.forEach(this::release);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> lost) {
        log("Lost", lost);
        lost.forEach(this::release);
    }

    /** Hands over what a poll returned. */
    void receive(ConsumerRecords<byte[], byte[]> polled) {
        polled.nextOffsets().forEach((where, next) -> {
            Assigned assigned = partitions.get(where);
            if (assigned != null) {
                List<SourceRecord> records = new ArrayList<>();
                polled.records(where).forEach(source -> records.add(decoder.decode(source)));
                assigned.state().receive(records, next.offset());
            }
        });
    }

    /** Does what is due, and tells the consumer where to read on and where not. */
    void tick() {
        partitions.forEach((where, assigned) -> {
            PartitionState state = assigned.state();
            state.tick(false);
            if (state.takeSeek()) {
                consumer.seek(where, state.next());
            }
            if (state.confirmationDue()) {
                state.confirmationAsked();
                confirm(where, state);
            }
        });
        List<TopicPartition> wanted = new ArrayList<>();
        List<TopicPartition> unwanted = new ArrayList<>();
        partitions.forEach((where, assigned) -> (assigned.state().wantsRecords() ? wanted : unwanted).add(where));
        consumer.resume(wanted);
        consumer.pause(unwanted);
    }

    /** Commits all that was read, as far as that is possible within {@code limit}. */
    void flushAll(Duration limit) {
        flush(partitions.keySet(), limit);
    }

    /** Lets go of everything without another word to Firestore. */
    void releaseAll() {
        List.copyOf(partitions.keySet()).forEach(this::release);
    }

    /** Returns the fences that have moved since they were last copied to the group's offsets. */
    Map<TopicPartition, OffsetAndMetadata> uncommitted() {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        partitions.forEach((where, assigned) -> {
            if (assigned.state().holdsFence()) {
                long next = assigned.state().next();
                Long before = committed.put(where, next);
                if (before == null || before != next) {
                    offsets.put(where, new OffsetAndMetadata(next));
                }
            }
        });
        return offsets;
    }

    void measureLag() {
        partitions.forEach((where, assigned) -> {
            long unread =
                    assigned.state().everClaimed() ? consumer.currentLag(where).orElse(0) : 0;
            assigned.metrics()
                    .lag(unread + assigned.state().unapplied(), assigned.state().age());
        });
    }

    SinkStatus status(boolean kafkaReachable) {
        int claimed = (int) partitions.values().stream()
                .filter(assigned -> assigned.state().holdsFence())
                .count();
        return new SinkStatus(joined, partitions.size(), claimed, kafkaReachable);
    }

    /** The coordinator takes offsets only from the member that it has given the partition to. */
    private void confirm(TopicPartition where, PartitionState state) {
        consumer.commitAsync(Map.of(where, new OffsetAndMetadata(state.next())), (offsets, error) -> {
            if (error == null) {
                committed.remove(where);
                state.confirmed();
            }
        });
    }

    private void flush(Collection<TopicPartition> some, Duration limit) {
        long deadline = context.clock().nanos() + limit.toNanos();
        try {
            while (!settled(some) && context.clock().nanos() - deadline < 0) {
                queue.drain(TICK);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean settled(Collection<TopicPartition> some) {
        boolean settled = true;
        for (TopicPartition where : some) {
            Assigned assigned = partitions.get(where);
            if (assigned != null) {
                assigned.state().tick(true);
                settled &= assigned.state().isSettled();
            }
        }
        return settled;
    }

    private void release(TopicPartition where) {
        committed.remove(where);
        Assigned assigned = partitions.remove(where);
        if (assigned != null) {
            assigned.release();
        }
    }

    private static void log(String what, Collection<TopicPartition> partitions) {
        LOGGER.atInfo()
                .addKeyValue(
                        "partitions",
                        partitions.stream()
                                .map(TopicPartition::partition)
                                .sorted()
                                .toList())
                .log(what);
    }
}

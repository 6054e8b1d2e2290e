package dev.mentions.streams.runtime;

import dev.mentions.contract.ConsumerGroups;
import dev.mentions.contract.Generation;
import dev.mentions.contract.LostRecords;
import dev.mentions.contract.LostRecords.Kind;
import dev.mentions.contract.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * Where an application reads on in its source topic, held against what the topic still has. Its consumers have no
 * {@code auto.offset.reset}: Kafka Streams cannot tell a first start, which begins at 0, from records that are gone, which
 * must not be skipped. So the first start is made explicit here. Thread-safe.
 */
public final class SourceOffsets {

    private static final long LIMIT_SECONDS = 30;
    private static final long POLL_MILLIS = 100;

    /** A position is checked before the first fetch; at the end of a log nothing else shows that it was. */
    private static final long PROBE_NANOS = TimeUnit.SECONDS.toNanos(3);

    private static final Duration PROBE_POLL = Duration.ofMillis(100);

    private final Admin admin;
    private final Generation generation;
    private final String applicationId;
    private final String topicName;

    private SourceOffsets(Admin admin, Generation generation, String applicationId, String topicName) {
        this.admin = admin;
        this.generation = generation;
        this.applicationId = applicationId;
        this.topicName = topicName;
    }

    /**
     * Returns those of the application that reads posts.
     *
     * @param admin kept open by the caller
     */
    public static SourceOffsets ofExtract(Admin admin, Topics topics) {
        return new SourceOffsets(
                admin,
                topics.extraction(),
                ConsumerGroups.extract(topics.extraction()),
                topics.posts().name());
    }

    /**
     * Returns those of the application that reads mentions.
     *
     * @param admin kept open by the caller
     */
    public static SourceOffsets ofCount(Admin admin, Topics topics) {
        return new SourceOffsets(
                admin,
                topics.generation(),
                ConsumerGroups.count(topics.generation()),
                topics.entities().name());
    }

    /** Returns the application's id, which is also its consumer group. */
    public String applicationId() {
        return applicationId;
    }

    /** Returns what to throw when an application has stopped because records are gone. */
    LostRecordsException stopped(List<LostRecords> lost) {
        return new LostRecordsException(applicationId, generation, lost);
    }

    private record Bounds(long start, long end) {}

    /**
     * Commits offset 0 for each partition that the application has never read, if every record can be read from there.
     *
     * @return what is gone; nothing was committed unless this is empty
     * @throws IllegalStateException when the application has state but no committed offset, or cannot commit one because
     *     other instances run
     * @throws ExecutionException when Kafka cannot be asked
     */
    List<LostRecords> prepare() throws InterruptedException, ExecutionException, TimeoutException {
        Map<TopicPartition, Bounds> bounds = bounds();
        Map<TopicPartition, OffsetAndMetadata> committed = committedAgainst(bounds);
        List<LostRecords> lost = lost(bounds, committed);
        Map<TopicPartition, OffsetAndMetadata> first = new HashMap<>();
        for (TopicPartition partition : bounds.keySet()) {
            if (committed.get(partition) == null) {
                first.put(partition, new OffsetAndMetadata(0));
            }
        }
        if (!lost.isEmpty() || first.isEmpty()) {
            return lost;
        }
        refuseForgotten(first.keySet());
        try {
            commit(first);
        } catch (ExecutionException e) {
            // An instance that starts at the same time has committed before it joined the group.
            if (!committed().keySet().containsAll(first.keySet())) {
                throw inUse(first.keySet(), e);
            }
        }
        return List.of();
    }

    /**
     * Returns what is gone, in the order of partitions. A broker that has lost records and has taken as many new ones
     * since looks whole from outside; only a consumer that asks for the leader's epochs is told.
     *
     * @param probe has {@code auto.offset.reset=none} and no group; is assigned and read here
     */
    public List<LostRecords> lost(Consumer<byte[], byte[]> probe)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<TopicPartition, Bounds> bounds = bounds();
        Map<TopicPartition, OffsetAndMetadata> committed = committedAgainst(bounds);
        List<LostRecords> lost = new ArrayList<>(lost(bounds, committed));
        Set<TopicPartition> whole = new HashSet<>(committed.keySet());
        lost.forEach(each -> whole.remove(each.partition()));
        long deadline = System.nanoTime() + PROBE_NANOS;
        while (!whole.isEmpty() && System.nanoTime() < deadline) {
            probe.assign(whole);
            whole.forEach(partition -> probe.seek(partition, committed.get(partition)));
            try {
                while (System.nanoTime() < deadline) {
                    probe.poll(PROBE_POLL);
                }
            } catch (InvalidOffsetException e) {
                lost.addAll(lost(e));
                whole.removeAll(e.partitions());
            }
        }
        return sorted(lost);
    }

    /** Returns what is gone, as a consumer without {@code auto.offset.reset} has found it. */
    List<LostRecords> lost(InvalidOffsetException found)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<TopicPartition, Bounds> bounds = bounds();
        Map<TopicPartition, OffsetAndMetadata> next = committed();
        List<LostRecords> lost = new ArrayList<>();
        if (found instanceof LogTruncationException truncated) {
            truncated.offsetOutOfRangePartitions().forEach((partition, position) -> {
                OffsetAndMetadata divergent = truncated.divergentOffsets().get(partition);
                if (divergent != null && divergent.offset() < position) {
                    lost.add(new LostRecords(partition, divergent.offset(), position - 1, Kind.READ));
                }
            });
        } else if (found instanceof OffsetOutOfRangeException outOfRange) {
            outOfRange
                    .offsetOutOfRangePartitions()
                    .forEach((partition, position) -> next.put(partition, new OffsetAndMetadata(position)));
        }
        if (lost.isEmpty()) {
            bounds.keySet().retainAll(found.partitions());
            lost.addAll(lost(bounds, next));
        }
        return sorted(lost);
    }

    /** Returns whether instances of the application run, or are listed until their sessions end. */
    public boolean isInUse() throws InterruptedException, ExecutionException, TimeoutException {
        return admin.listGroups().all().get(LIMIT_SECONDS, TimeUnit.SECONDS).stream()
                .filter(group -> group.groupId().equals(applicationId))
                .flatMap(group -> group.groupState().stream())
                .anyMatch(state -> state != GroupState.EMPTY && state != GroupState.DEAD);
    }

    /**
     * Moves the application over what is gone. What else stands in its commits stays: the stream's time, without which
     * closed windows would open again.
     *
     * @throws IllegalStateException when instances of the application run
     */
    public void skip(List<LostRecords> lost) throws InterruptedException, ExecutionException, TimeoutException {
        Map<TopicPartition, OffsetAndMetadata> committed = committed();
        Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
        for (LostRecords each : lost) {
            OffsetAndMetadata before = committed.get(each.partition());
            next.put(each.partition(), new OffsetAndMetadata(each.resumeAt(), before == null ? "" : before.metadata()));
        }
        try {
            commit(next);
        } catch (ExecutionException e) {
            throw inUse(next.keySet(), e);
        }
    }

    private void commit(Map<TopicPartition, OffsetAndMetadata> offsets)
            throws InterruptedException, ExecutionException, TimeoutException {
        admin.alterConsumerGroupOffsets(applicationId, offsets).all().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    private IllegalStateException inUse(Collection<TopicPartition> partitions, ExecutionException cause) {
        return new IllegalStateException(
                "Cannot commit offsets of " + applicationId + " for " + partitions + ": Kafka allows it only while no"
                        + " instance of the application runs. Stop all instances and start again",
                cause);
    }

    /** A group without offsets has never run, or it has and they are gone; then nobody knows what it has read. */
    private void refuseForgotten(Set<TopicPartition> partitions)
            throws InterruptedException, ExecutionException, TimeoutException {
        Set<Integer> numbers =
                partitions.stream().map(TopicPartition::partition).collect(Collectors.toSet());
        Set<String> changelogs = admin.listTopics().names().get(LIMIT_SECONDS, TimeUnit.SECONDS).stream()
                .filter(topic -> ConsumerGroups.isChangelog(topic, applicationId))
                .collect(Collectors.toSet());
        List<TopicPartition> state = partitions(changelogs).stream()
                .filter(partition -> numbers.contains(partition.partition()))
                .toList();
        for (Map.Entry<TopicPartition, Long> end :
                offsets(state, OffsetSpec.latest()).entrySet()) {
            if (end.getValue() > 0) {
                throw new IllegalStateException(applicationId + " has no committed offset in partition "
                        + end.getKey().partition() + " of " + topicName + ", although " + end.getKey()
                        + " holds state of it: its offsets have expired or were deleted, so what it has read is not"
                        + " known. Count the posts again in a new generation with 'mentions replay'. See"
                        + " docs/OPERATIONS.md#recordslost");
            }
        }
    }

    private static List<LostRecords> lost(
            Map<TopicPartition, Bounds> bounds, Map<TopicPartition, OffsetAndMetadata> next) {
        List<LostRecords> lost = new ArrayList<>();
        bounds.forEach((partition, log) -> {
            OffsetAndMetadata committed = next.get(partition);
            long offset = committed == null ? 0 : committed.offset();
            if (offset < log.start()) {
                lost.add(new LostRecords(partition, offset, log.start() - 1, Kind.UNREAD));
            } else if (offset > log.end()) {
                lost.add(new LostRecords(partition, log.end(), offset - 1, Kind.READ));
            }
        });
        return sorted(lost);
    }

    private static List<LostRecords> sorted(List<LostRecords> lost) {
        return lost.stream()
                .sorted(Comparator.comparingInt(each -> each.partition().partition()))
                .toList();
    }

    /**
     * Returns what is committed. Where something seems to be gone, a transaction that is being committed may still move
     * the application past it; then its end is waited for, because what it has read is not lost.
     */
    private Map<TopicPartition, OffsetAndMetadata> committedAgainst(Map<TopicPartition, Bounds> bounds)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<TopicPartition, OffsetAndMetadata> committed = committed();
        if (lost(bounds, committed).isEmpty()) {
            return committed;
        }
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        Map<TopicPartition, OffsetAndMetadata> stable = stable();
        // The admin client leaves out partitions that a transaction holds.
        while (!stable.keySet().containsAll(committed.keySet())) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("a transaction of " + applicationId + " has not ended in " + LIMIT_SECONDS
                        + " s, so what it has read is not known");
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            stable = stable();
        }
        return stable;
    }

    private Map<TopicPartition, OffsetAndMetadata> stable()
            throws InterruptedException, ExecutionException, TimeoutException {
        return committed(new ListConsumerGroupOffsetsOptions().requireStable(true));
    }

    private Map<TopicPartition, OffsetAndMetadata> committed()
            throws InterruptedException, ExecutionException, TimeoutException {
        return committed(new ListConsumerGroupOffsetsOptions());
    }

    private Map<TopicPartition, OffsetAndMetadata> committed(ListConsumerGroupOffsetsOptions options)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<TopicPartition, OffsetAndMetadata> committed =
                new HashMap<>(admin.listConsumerGroupOffsets(applicationId, options)
                        .partitionsToOffsetAndMetadata()
                        .get(LIMIT_SECONDS, TimeUnit.SECONDS));
        committed.values().removeIf(Objects::isNull);
        return committed;
    }

    private Map<TopicPartition, Bounds> bounds() throws InterruptedException, ExecutionException, TimeoutException {
        List<TopicPartition> partitions = partitions(Set.of(topicName));
        Map<TopicPartition, Long> starts = offsets(partitions, OffsetSpec.earliest());
        Map<TopicPartition, Long> ends = offsets(partitions, OffsetSpec.latest());
        Map<TopicPartition, Bounds> bounds = new HashMap<>();
        partitions.forEach(partition -> bounds.put(partition, new Bounds(starts.get(partition), ends.get(partition))));
        return bounds;
    }

    private List<TopicPartition> partitions(Set<String> topics)
            throws InterruptedException, ExecutionException, TimeoutException {
        return admin.describeTopics(topics).allTopicNames().get(LIMIT_SECONDS, TimeUnit.SECONDS).values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .toList();
    }

    private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec spec)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        partitions.forEach(partition -> asked.put(partition, spec));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        admin.listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                .all()
                .get(LIMIT_SECONDS, TimeUnit.SECONDS)
                .forEach((partition, found) -> offsets.put(partition, found.offset()));
        return offsets;
    }
}

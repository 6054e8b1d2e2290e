package dev.mentions.generations.progress;

import dev.mentions.contract.ConsumerGroups;
import dev.mentions.contract.TopicSpec;
import dev.mentions.contract.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What a pipeline has accepted and not yet applied in Firestore, stage by stage. For one thread.
 *
 * <p>Stages are looked at in the order data flows, each after the one before: a record that moves on meanwhile is seen
 * at the later stage, so that no lag at all means that everything accepted before is applied.
 */
public final class PipelineLag implements AutoCloseable {

    /** Gaps up to this many offsets are counted by reading them: transaction markers take offsets too. */
    private static final long COUNTED_GAP = 2_000;

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Topics topics;
    private final Map<Integer, Long> until;
    private final Admin admin;
    private final Consumer<byte[], byte[]> consumer;
    private final Fences fences;

    /** How far the sink has got. */
    @FunctionalInterface
    public interface Fences {

        /** Returns the next offset to apply of each partition that has a fence. */
        Map<Integer, Long> next() throws InterruptedException, ExecutionException;
    }

    /**
     * One stage of the pipeline.
     *
     * @param name of the stage that has to read
     * @param topicName what it reads
     * @param byPartition records it has not finished, by partition
     * @param missing offsets that it has to read and that the topic no longer holds
     * @param end the sum of the offsets before which records were looked at, over all partitions
     */
    public record Stage(String name, String topicName, Map<Integer, Long> byPartition, long missing, long end) {

        /** Returns the records that this stage has not finished. */
        public long records() {
            return byPartition.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /**
     * @param kafka settings of Kafka clients
     * @param topics of the generation
     * @param until by partition of the posts topic, the offset from which on posts are not looked at
     * @param fences how far the generation's sink has got
     */
    public PipelineLag(Map<String, String> kafka, Topics topics, Map<Integer, Long> until, Fences fences) {
        this.topics = topics;
        this.until = Map.copyOf(until);
        this.fences = fences;
        Properties client = new Properties();
        client.putAll(kafka);
        client.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) LIMIT.toMillis());
        client.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) LIMIT.toMillis());
        this.admin = Admin.create(client);
        client.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        client.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        this.consumer = new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * Returns every stage with what it has not finished, in the order data flows.
     *
     * @throws ExecutionException when Kafka or Firestore cannot be asked
     */
    public List<Stage> stages() throws InterruptedException, ExecutionException, TimeoutException {
        List<Stage> stages = new ArrayList<>();
        for (Reader reader : readers()) {
            stages.add(reader.behind(reader.ends()));
        }
        return stages;
    }

    /** Returns who reads in each stage, in the order data flows. */
    public List<Reader> readers() {
        return List.of(
                new Reader(
                        "extract",
                        topics.posts(),
                        partitions -> committed(ConsumerGroups.extract(topics.extraction()), partitions)),
                new Reader(
                        "count",
                        topics.entities(),
                        partitions -> committed(ConsumerGroups.count(topics.generation()), partitions)),
                new Reader("sink", topics.counts(), partitions -> fences.next()));
    }

    /**
     * Returns a reader of the dead letters that has seen some.
     *
     * @param seen by partition, the next offset to see
     */
    public Reader rejected(Map<Integer, Long> seen) {
        return new Reader("rejected", topics.rejected(), partitions -> seen);
    }

    /** Whoever reads the topic of one stage. */
    public final class Reader {

        private final String name;
        private final TopicSpec<?, ?> topic;
        private final Progress progress;

        private Reader(String name, TopicSpec<?, ?> topic, Progress progress) {
            this.name = name;
            this.topic = topic;
            this.progress = progress;
        }

        /** Returns where the topic ends now, by partition. */
        public Map<TopicPartition, Long> ends() throws InterruptedException, ExecutionException, TimeoutException {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name(), LIMIT).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            // Not the end of what is committed: behind a transaction that its dead writer left open stands what others
            // have committed.
            Map<TopicPartition, Long> ends = logEnds(partitions);
            if (topic.name().equals(topics.posts().name())) {
                ends.replaceAll((partition, end) -> Math.min(end, until.getOrDefault(partition.partition(), end)));
            }
            return ends;
        }

        /** Returns what is not finished of the records before these ends. */
        public Stage behind(Map<TopicPartition, Long> ends)
                throws InterruptedException, ExecutionException, TimeoutException {
            Map<TopicPartition, Long> begins = consumer.beginningOffsets(ends.keySet(), LIMIT);
            Map<Integer, Long> next = progress.of(ends.keySet());
            Map<Integer, Long> lag = new TreeMap<>();
            long missing = 0;
            for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
                TopicPartition partition = end.getKey();
                long first = next.getOrDefault(partition.partition(), 0L);
                long begin = begins.get(partition);
                missing += Math.max(0, begin - first);
                lag.put(partition.partition(), records(partition, Math.max(first, begin), end.getValue()));
            }
            long end = ends.values().stream().mapToLong(Long::longValue).sum();
            return new Stage(name, topic.name(), lag, missing, end);
        }
    }

    /** Returns the records accepted and not yet applied, over all stages. */
    public static long total(Collection<Stage> stages) {
        return stages.stream().mapToLong(Stage::records).sum();
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
        admin.close(Duration.ofSeconds(1));
    }

    @FunctionalInterface
    private interface Progress {

        /** Returns the next offset of each partition that has one. */
        Map<Integer, Long> of(Collection<TopicPartition> partitions)
                throws InterruptedException, ExecutionException, TimeoutException;
    }

    private Map<Integer, Long> committed(String group, Collection<TopicPartition> partitions)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<TopicPartition, OffsetAndMetadata> offsets = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        Map<Integer, Long> committed = new HashMap<>();
        for (TopicPartition partition : partitions) {
            OffsetAndMetadata offset = offsets.get(partition);
            if (offset != null) {
                committed.put(partition.partition(), offset.offset());
            }
        }
        return committed;
    }

    private Map<TopicPartition, Long> logEnds(List<TopicPartition> partitions)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        admin.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                .all()
                .get(LIMIT.toSeconds(), TimeUnit.SECONDS)
                .forEach((partition, offset) -> ends.put(partition, offset.offset()));
        return ends;
    }

    /** Counts the records between two offsets; where it cannot, it takes the offsets for records, which is more. */
    private long records(TopicPartition partition, long from, long end) {
        if (from >= end || end - from > COUNTED_GAP) {
            return Math.max(0, end - from);
        }
        consumer.assign(List.of(partition));
        if (consumer.endOffsets(List.of(partition), LIMIT).get(partition) < end) {
            return end - from;
        }
        consumer.seek(partition, from);
        long records = 0;
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (consumer.position(partition) < end && System.nanoTime() < deadline) {
            records += consumer.poll(Duration.ofMillis(100)).records(partition).stream()
                    .filter(entry -> entry.offset() < end)
                    .count();
        }
        return records;
    }
}

package dev.mentions.streams.runtime;

import dev.mentions.contract.CountKey;
import dev.mentions.contract.CountUpdate;
import dev.mentions.contract.EntityKey;
import dev.mentions.contract.Generation;
import dev.mentions.contract.Mention;
import dev.mentions.contract.Post;
import dev.mentions.contract.TopicSpec;
import dev.mentions.contract.Topics;
import dev.mentions.service.TopicProvisioner;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes what the app reads and reads what it writes, on a real broker. For one thread. */
public final class KafkaFixture implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Topics topics = new Topics(Generation.FIRST);
    private final String bootstrapServers;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final Map<CountKey, Long> sums = new HashMap<>();
    private final Map<CountKey, Long> lastCounts = new HashMap<>();
    private final List<Future<RecordMetadata>> sent = new ArrayList<>();

    /** Creates the topics. */
    public KafkaFixture(String bootstrapServers, int partitions) throws Exception {
        this.bootstrapServers = bootstrapServers;
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            new TopicProvisioner(admin)
                    .ensure(
                            topics.all().stream()
                                    .map(topic -> topic.newTopic(partitions, (short) 1))
                                    .toList(),
                            LIMIT);
        }
        // One request at a time: on a new partition the broker may refuse the first batch, take the second, and then
        // wait for the sequence of the first until the producer gives it up.
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                        ProducerConfig.LINGER_MS_CONFIG, 20,
                        ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    public void send(Post post, Instant acceptance) {
        send(topics.posts(), post.id(), post, acceptance);
    }

    public void send(EntityKey key, Mention mention) {
        send(topics.entities(), key, mention, null);
    }

    /** Writes bytes to the posts topic, whatever they are. */
    public void sendPoison(byte[] key, byte[] value) {
        sent.add(producer.send(new ProducerRecord<>(topics.posts().name(), key, value)));
    }

    /** Writes bytes without a key to a topic. */
    public void sendRubbish(String topicName, byte[] value) {
        sent.add(producer.send(new ProducerRecord<>(topicName, value)));
    }

    private <K, V> void send(TopicSpec<K, V> topic, K key, V value, Instant timestamp) {
        sent.add(producer.send(new ProducerRecord<>(
                topic.name(),
                null,
                timestamp == null ? null : timestamp.toEpochMilli(),
                topic.key().serializer().serialize(topic.name(), key),
                topic.value().serializer().serialize(topic.name(), value))));
    }

    /** Returns once everything sent so far is acknowledged. */
    public void flush() throws Exception {
        for (Future<RecordMetadata> acknowledgement : sent) {
            acknowledgement.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        }
        sent.clear();
    }

    /** Reads on, and returns what the deltas of each key sum to, over committed transactions only. */
    public Map<CountKey, Long> sums() {
        TopicSpec<CountKey, CountUpdate> counts = topics.counts();
        for (ConsumerRecord<byte[], byte[]> record : read(counts)) {
            CountKey key = counts.key().deserializer().deserialize(counts.name(), record.key());
            CountUpdate update = counts.value().deserializer().deserialize(counts.name(), record.value());
            sums.merge(key, update.delta(), Long::sum);
            if (update.count() != null) {
                lastCounts.put(key, update.count());
            }
        }
        return sums;
    }

    /** Returns the count that each key's last update told, as of the last {@link #sums()}. */
    public Map<CountKey, Long> lastCounts() {
        return lastCounts;
    }

    public List<ConsumerRecord<byte[], byte[]>> readRejected() {
        return read(topics.rejected());
    }

    private List<ConsumerRecord<byte[], byte[]>> read(TopicSpec<?, ?> topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            partitions.forEach(partition -> consumer.seek(partition, positions.getOrDefault(partition, 0L)));
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            long deadline = System.nanoTime() + LIMIT.toNanos();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError("Cannot read " + topic.name() + " to its end in " + LIMIT);
                }
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            partitions.forEach(partition -> positions.put(partition, consumer.position(partition)));
        }
        return records;
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}

package dev.mentions.embedded.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What a client does with a topic of one partition. */
final class Records {

    static final String TOPIC = "records";

    private static final int LIMIT_SECONDS = 60;

    private Records() {}

    static void createTopic(String bootstrapServers) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) -1)))
                    .all()
                    .get(LIMIT_SECONDS, TimeUnit.SECONDS);
        }
    }

    static String clusterId(String bootstrapServers) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            return admin.describeCluster().clusterId().get(LIMIT_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Returns the id of the node that leads the topic's partition. */
    static int leader(String bootstrapServers) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            return admin.describeTopics(List.of(TOPIC))
                    .allTopicNames()
                    .get(LIMIT_SECONDS, TimeUnit.SECONDS)
                    .get(TOPIC)
                    .partitions()
                    .get(0)
                    .leader()
                    .id();
        }
    }

    static KafkaProducer<String, String> producer(String bootstrapServers, Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("bootstrap.servers", bootstrapServers);
        return new KafkaProducer<>(all, new StringSerializer(), new StringSerializer());
    }

    /** Writes values and returns once the broker has acknowledged them all. */
    static void write(String bootstrapServers, List<String> values) throws Exception {
        try (KafkaProducer<String, String> producer = producer(bootstrapServers, Map.of())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            values.forEach(value -> sent.add(producer.send(new ProducerRecord<>(TOPIC, value))));
            for (Future<RecordMetadata> acknowledgement : sent) {
                acknowledgement.get(LIMIT_SECONDS, TimeUnit.SECONDS);
            }
        }
    }

    /** Reads all there is, to the end at the time of the call. */
    static Set<String> read(String bootstrapServers) {
        TopicPartition partition = new TopicPartition(TOPIC, 0);
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            Set<String> values = new HashSet<>();
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
            while (consumer.position(partition) < end) {
                assertThat(System.nanoTime())
                        .as("time to read up to offset %d", end)
                        .isLessThan(deadline);
                consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
            }
            return values;
        }
    }
}

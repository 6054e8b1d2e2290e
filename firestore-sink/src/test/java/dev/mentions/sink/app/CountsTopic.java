package dev.mentions.sink.app;

import dev.mentions.contract.CountDocuments;
import dev.mentions.contract.CountKey;
import dev.mentions.contract.CountUpdate;
import dev.mentions.contract.EntityKey;
import dev.mentions.contract.EntityKind;
import dev.mentions.contract.Generation;
import dev.mentions.contract.TopicSpec;
import dev.mentions.contract.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A generation's counts topic, written in transactions as the streams app does, and what its deltas add up to. */
final class CountsTopic implements AutoCloseable {

    private static final Instant MONDAY = Instant.parse("2026-11-16T00:00:00Z");

    private final TopicSpec<CountKey, CountUpdate> counts;
    private final Generation generation;
    private final int partitions;
    private final Admin admin;
    private final Producer<CountKey, CountUpdate> producer;
    private final Random random = new Random(11);
    private final Map<String, Long> expected = new TreeMap<>();

    CountsTopic(String bootstrapServers, Generation generation, int partitions) throws Exception {
        this.generation = generation;
        this.counts = new Topics(generation).counts();
        this.partitions = partitions;
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
        create();
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "transactional.id",
                        UUID.randomUUID().toString()),
                counts.key().serializer(),
                counts.value().serializer());
        producer.initTransactions();
    }

    void create() throws Exception {
        admin.createTopics(List.of(counts.newTopic(partitions, (short) 1)))
                .all()
                .get();
    }

    void alter(String key, String value) throws Exception {
        admin.incrementalAlterConfigs(Map.of(
                        new ConfigResource(ConfigResource.Type.TOPIC, counts.name()),
                        List.of(new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET))))
                .all()
                .get();
    }

    void delete() throws Exception {
        admin.deleteTopics(List.of(counts.name())).all().get();
    }

    /** Writes deltas in one transaction, after one that is aborted. */
    void write(int records) throws Exception {
        producer.beginTransaction();
        for (int i = 0; i < 3; i++) {
            producer.send(next(new HashMap<>())).get();
        }
        producer.abortTransaction();
        producer.beginTransaction();
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (int i = 0; i < records; i++) {
            sent.add(producer.send(next(expected)));
        }
        producer.commitTransaction();
        for (Future<RecordMetadata> record : sent) {
            record.get();
        }
    }

    /** Writes a record that is no delta, in a transaction of its own. */
    void writePoison(String bootstrapServers) throws Exception {
        try (Producer<byte[], byte[]> raw = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new ByteArraySerializer(), new ByteArraySerializer())) {
            raw.send(new ProducerRecord<>(counts.name(), 0, new byte[] {1}, new byte[] {2}))
                    .get();
        }
    }

    /** Returns what Firestore must hold, by document. */
    Map<String, Long> expected() {
        return expected;
    }

    /** Returns the end of each partition: what its fence must come to. */
    Map<Integer, Long> ends() throws Exception {
        Map<Integer, Long> ends = new TreeMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            TopicPartition where = new TopicPartition(counts.name(), partition);
            ends.put(
                    partition,
                    admin.listOffsets(
                                    Map.of(where, OffsetSpec.latest()),
                                    new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                            .partitionResult(where)
                            .get()
                            .offset());
        }
        return ends;
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
        admin.close(Duration.ofSeconds(5));
    }

    private ProducerRecord<CountKey, CountUpdate> next(Map<String, Long> sums) {
        EntityKind kind = random.nextInt(4) == 0 ? EntityKind.ARTICLE : EntityKind.PERSON;
        String publication = "p" + random.nextInt(3);
        EntityKey key = kind == EntityKind.ARTICLE
                ? EntityKey.articles(publication)
                : new EntityKey(publication, kind, "e" + random.nextInt(20));
        Instant window = MONDAY.plus(Duration.ofDays(random.nextInt(3)));
        long delta = 1L + random.nextInt(4);
        String root = CountDocuments.root(generation) + '/' + CountDocuments.publicationId(publication);
        String windowed = root + '/' + CountDocuments.WINDOWS + '/' + CountDocuments.windowId(window);
        String entity = kind == EntityKind.ARTICLE
                ? ""
                : '/' + CountDocuments.ENTITIES + '/' + CountDocuments.entityId(kind, key.entity());
        sums.merge(root + entity, delta, Long::sum);
        sums.merge(windowed + entity, delta, Long::sum);
        int partition = Math.floorMod(key.hashCode(), partitions);
        return new ProducerRecord<>(
                counts.name(),
                partition,
                CountKey.of(key, window),
                new CountUpdate(delta, null, "name", window.plus(Duration.ofDays(1))));
    }
}

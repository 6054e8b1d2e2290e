package dev.mentions.streams.view;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mentions.contract.CountKey;
import dev.mentions.contract.CountUpdate;
import dev.mentions.contract.EntityKey;
import dev.mentions.contract.EntityKind;
import dev.mentions.contract.Generation;
import dev.mentions.contract.Mention;
import dev.mentions.contract.TopicSpec;
import dev.mentions.contract.Topics;
import dev.mentions.embedded.kafka.EmbeddedBroker;
import dev.mentions.service.ManagementCall;
import dev.mentions.service.Telemetry;
import dev.mentions.streams.LabelExtractor;
import dev.mentions.streams.TestConfigs;
import dev.mentions.streams.app.StreamsService;
import dev.mentions.streams.runtime.KafkaFixture;
import dev.mentions.streams.runtime.RocksDbMemory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The read model beside instances that come and go, over a broker whose topic also holds what was taken back. */
class CountsViewIT {

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final int PARTITIONS = 4;
    private static final Instant DAY = Instant.parse("2016-03-01T00:00:00Z");
    private static final CountsQuery ALL =
            new CountsQuery("p", Optional.empty(), Optional.of(EntityKind.PERSON), CountsQuery.MOST_ENTRIES);

    private final TopicSpec<CountKey, CountUpdate> topic = new Topics(Generation.FIRST).counts();
    private final Map<EntityKey, Long> expected = new HashMap<>();
    private final Random random = new Random(1);

    @TempDir
    Path directory;

    private record Committed(int partition, long offset, CountKey key, CountUpdate update) {}

    @Test
    void shouldAnswerCommittedCountsOnlyWhileInstancesComeAndGo() throws Exception {
        ConcurrentLinkedQueue<CountsFound> answers = new ConcurrentLinkedQueue<>();
        try (EmbeddedBroker broker =
                        EmbeddedBroker.builder(directory.resolve("broker")).start();
                KafkaFixture kafka = new KafkaFixture(broker.bootstrapServers(), PARTITIONS);
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
                RocksDbMemory memory = new RocksDbMemory(16 * 1024 * 1024)) {
            AtomicBoolean done = new AtomicBoolean();
            Path kept = directory.resolve("view");
            CountsView view = view(broker, admin, kept, memory);
            view.start();
            Thread asking = new Thread(() -> ask(view, answers, done));
            asking.start();
            try (StreamsService one = service(broker, "one")) {
                load(kafka);
                takeBack(broker);
                poison(broker);
                try (StreamsService two = service(broker, "two")) {
                    load(kafka);
                    await().atMost(LIMIT).until(() -> two.health().ready());
                    load(kafka);
                    assertAnswers(two);
                }
                load(kafka);
                assertAnswers(one);
            } finally {
                done.set(true);
                asking.join();
            }

            // As a process that dies leaves it: files of a store that is open. Then more comes, and it reads on.
            Path copy = directory.resolve("copy");
            CountsStoreTest.copy(kept, copy);
            try (StreamsService again = service(broker, "one");
                    CountsView reopened = view(broker, admin, copy, memory)) {
                load(kafka);
                reopened.start();
                for (CountsView each : List.of(reopened, view)) {
                    await().atMost(LIMIT)
                            .ignoreExceptionsInstanceOf(CountsUnavailableException.class)
                            .untilAsserted(
                                    () -> assertThat(sums(each.find(ALL).found().entries()))
                                            .isEqualTo(expected));
                }
                assertAnswers(again);
            }
            view.close();

            List<Committed> committed = committed(broker);
            assertThat(answers).hasSizeGreaterThan(20);
            assertThat(answers.stream().map(CountsFound::offsets).distinct().count())
                    .isGreaterThan(5);
            for (CountsFound answer : answers) {
                assertThat(sums(answer.entries())).isEqualTo(foldUpTo(committed, answer.offsets()));
            }
        }
    }

    @Test
    void shouldBeginAnewWhenTheTopicIsMadeAgain() throws Exception {
        try (EmbeddedBroker broker =
                        EmbeddedBroker.builder(directory.resolve("broker")).start();
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
                RocksDbMemory memory = new RocksDbMemory(16 * 1024 * 1024)) {
            try (KafkaFixture kafka = new KafkaFixture(broker.bootstrapServers(), PARTITIONS);
                    StreamsService one = service(broker, "one")) {
                load(kafka);
                assertAnswers(one);
            }
            try (CountsView view = view(broker, admin, directory.resolve("view"), memory)) {
                view.start();
                await().atMost(LIMIT)
                        .ignoreExceptionsInstanceOf(CountsUnavailableException.class)
                        .untilAsserted(
                                () -> assertThat(sums(view.find(ALL).found().entries()))
                                        .isEqualTo(expected));

                admin.deleteTopics(List.of(topic.name())).all().get();
                await().atMost(LIMIT).ignoreExceptions().until(() -> {
                    admin.createTopics(List.of(topic.newTopic(PARTITIONS, (short) 1)))
                            .all()
                            .get();
                    return true;
                });

                await().atMost(LIMIT)
                        .ignoreExceptionsInstanceOf(CountsUnavailableException.class)
                        .until(() -> view.find(ALL).found().entries().isEmpty());
            }
        }
    }

    private static void ask(CountsView view, ConcurrentLinkedQueue<CountsFound> answers, AtomicBoolean done) {
        while (!done.get()) {
            try {
                answers.add(view.find(ALL).found());
                Thread.sleep(50);
            } catch (CountsUnavailableException e) {
                // At the start.
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void load(KafkaFixture kafka) throws Exception {
        for (int i = 0; i < 1_500; i++) {
            EntityKey key = new EntityKey("p", EntityKind.PERSON, "n" + random.nextInt(200));
            Instant event = DAY.plusSeconds(random.nextInt(20 * 86_400));
            kafka.send(key, new Mention("1", 1, "Name", event));
            expected.merge(key, 1L, Long::sum);
        }
        kafka.flush();
    }

    /** Writes counts that never were, as a transaction that ends without a commit leaves them on the topic. */
    private void takeBack(EmbeddedBroker broker) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "taken-back"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (int partition = 0; partition < PARTITIONS; partition++) {
                byte[] key = topic.key()
                        .serializer()
                        .serialize(topic.name(), new CountKey("p", EntityKind.PERSON, "n1", DAY));
                byte[] value =
                        topic.value().serializer().serialize(topic.name(), new CountUpdate(1_000, null, "Never", DAY));
                sent.add(producer.send(new ProducerRecord<>(topic.name(), partition, key, value)));
            }
            producer.flush();
            assertThat(sent).allMatch(Future::isDone);
            producer.abortTransaction();
        }
    }

    /** Writes what is no count, committed. */
    private void poison(EmbeddedBroker broker) {
        byte[] key = topic.key().serializer().serialize(topic.name(), new CountKey("p", EntityKind.PERSON, "n1", DAY));
        byte[] value = topic.value().serializer().serialize(topic.name(), new CountUpdate(1_000, null, "Never", DAY));
        byte[] farKey = topic.key()
                .serializer()
                .serialize(topic.name(), new CountKey("p", EntityKind.PERSON, "n1", Instant.MAX));
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent = List.of(
                    producer.send(new ProducerRecord<>(topic.name(), 0, null, value)),
                    producer.send(new ProducerRecord<>(topic.name(), 0, key, null)),
                    producer.send(new ProducerRecord<>(topic.name(), 0, key, "{".getBytes(UTF_8))),
                    producer.send(new ProducerRecord<>(topic.name(), 0, farKey, value)));
            producer.flush();
            assertThat(sent).allMatch(Future::isDone);
        }
    }

    private static boolean isCount(ConsumerRecord<byte[], byte[]> record) {
        return record.key() != null
                && record.value() != null
                && record.value().length > 1
                && !new String(record.key(), UTF_8).contains("+1000000000");
    }

    /** Over the call, as a person would ask. */
    private void assertAnswers(StreamsService service) {
        ManagementCall counts = service.calls().stream()
                .filter(call -> call.path().equals("/counts"))
                .findFirst()
                .orElseThrow();
        ManagementCall.Request request =
                new ManagementCall.Request(Map.of("publication", "P", "limit", "1000"), new byte[0]);
        await().atMost(LIMIT).ignoreExceptions().untilAsserted(() -> {
            JsonNode answer = JsonMapper.builder()
                    .build()
                    .readTree(new String(
                            counts.handlers().get("GET").handle(request).json(), UTF_8));
            Map<EntityKey, Long> sums = new HashMap<>();
            for (JsonNode entry : answer.get("entries")) {
                sums.put(
                        new EntityKey(
                                "p",
                                kind(entry.get("kind").textValue()),
                                entry.get("key").textValue()),
                        entry.get("count").longValue());
            }
            assertThat(sums).isEqualTo(expected);
            assertThat(answer.get("lagRecords").longValue()).isZero();
        });
    }

    private static Map<EntityKey, Long> sums(List<CountsFound.Entry> entries) {
        Map<EntityKey, Long> sums = new HashMap<>();
        entries.forEach(entry -> sums.put(new EntityKey("p", entry.kind(), entry.key()), entry.count()));
        return sums;
    }

    private static Map<EntityKey, Long> foldUpTo(List<Committed> committed, Map<Integer, Long> offsets) {
        Map<EntityKey, Long> sums = new HashMap<>();
        for (Committed record : committed) {
            if (record.offset() < offsets.getOrDefault(record.partition(), 0L)) {
                sums.merge(record.key().entityKey(), record.update().delta(), Long::sum);
            }
        }
        return sums;
    }

    private List<Committed> committed(EmbeddedBroker broker) {
        List<Committed> committed = new ArrayList<>();
        try (Consumer<byte[], byte[]> consumer = consumer(broker)) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    if (!isCount(record)) {
                        continue;
                    }
                    committed.add(new Committed(
                            record.partition(),
                            record.offset(),
                            topic.key().deserializer().deserialize(topic.name(), record.key()),
                            topic.value().deserializer().deserialize(topic.name(), record.value())));
                }
            }
        }
        return committed;
    }

    private CountsView view(EmbeddedBroker broker, Admin admin, Path kept, RocksDbMemory memory) {
        return new CountsView(topic, admin, () -> consumer(broker), kept, memory);
    }

    private static Consumer<byte[], byte[]> consumer(EmbeddedBroker broker) {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", broker.bootstrapServers(),
                        "isolation.level", "read_committed",
                        "enable.auto.commit", "false",
                        "auto.offset.reset", "none"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private StreamsService service(EmbeddedBroker broker, String instance) throws Exception {
        StreamsService service = StreamsService.withExtractors(
                TestConfigs.of(
                        directory.resolve(instance),
                        "kafka.bootstrap.servers",
                        broker.bootstrapServers(),
                        "kafka.session.timeout.ms",
                        "6000",
                        "role",
                        "count",
                        "instance.id",
                        instance,
                        "topics.partitions",
                        Integer.toString(PARTITIONS),
                        "commit.interval",
                        "200ms"),
                Telemetry.untraced(new SimpleMeterRegistry()),
                LabelExtractor::new);
        service.start();
        return service;
    }

    private static EntityKind kind(String spelling) {
        EntityKind kind = EntityKind.named(spelling).orElseThrow();
        assertThat(spelling).isEqualTo(kind.spelling());
        return kind;
    }
}

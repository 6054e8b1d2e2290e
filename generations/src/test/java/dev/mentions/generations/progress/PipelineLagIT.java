package dev.mentions.generations.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mentions.contract.Generation;
import dev.mentions.contract.Topics;
import dev.mentions.embedded.kafka.EmbeddedBroker;
import dev.mentions.service.TopicProvisioner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lag with transactions that are not over. */
class PipelineLagIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Topics topics = new Topics(Generation.FIRST);

    @TempDir
    private Path directory;

    @Test
    void shouldSeeWhatStandsBehindATransactionThatWasLeftOpen() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.builder(directory).start();
                PipelineLag lag = new PipelineLag(
                        Map.of("bootstrap.servers", broker.bootstrapServers()), topics, Map.of(), Map::of)) {
            createTopics(broker);
            try (KafkaProducer<byte[], byte[]> dead = transactional(broker, "dead");
                    KafkaProducer<byte[], byte[]> alive = transactional(broker, "alive")) {
                dead.beginTransaction();
                dead.send(mention()).get();
                alive.beginTransaction();
                alive.send(mention()).get();
                alive.commitTransaction();

                assertThat(PipelineLag.total(lag.stages())).isGreaterThanOrEqualTo(2);

                dead.abortTransaction();
                Awaitility.await()
                        .atMost(LIMIT)
                        .untilAsserted(() ->
                                assertThat(PipelineLag.total(lag.stages())).isEqualTo(1));
            }
        }
    }

    @Test
    void shouldNotLookAtPostsBehindTheEndOfWhatIsCounted() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.builder(directory).start();
                PipelineLag lag = new PipelineLag(
                        Map.of("bootstrap.servers", broker.bootstrapServers()), topics, Map.of(0, 2L), Map::of)) {
            createTopics(broker);
            try (KafkaProducer<byte[], byte[]> producer = transactional(broker, "one")) {
                producer.beginTransaction();
                for (int i = 0; i < 3; i++) {
                    producer.send(new ProducerRecord<>(topics.posts().name(), 0, null, new byte[] {1}))
                            .get();
                    producer.send(mention()).get();
                }
                producer.commitTransaction();
            }

            List<PipelineLag.Stage> stages = lag.stages();
            assertThat(stages).extracting(PipelineLag.Stage::records).containsExactly(2L, 3L, 0L);
            assertThat(stages.get(0).end()).isEqualTo(2);
        }
    }

    private ProducerRecord<byte[], byte[]> mention() {
        return new ProducerRecord<>(topics.entities().name(), 0, null, new byte[] {1});
    }

    private void createTopics(EmbeddedBroker broker) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            new TopicProvisioner(admin)
                    .ensure(
                            topics.all().stream()
                                    .map(topic -> topic.newTopic(1, (short) 1))
                                    .toList(),
                            LIMIT);
        }
    }

    private static KafkaProducer<byte[], byte[]> transactional(EmbeddedBroker broker, String id) {
        KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        broker.bootstrapServers(),
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        id),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
        return producer;
    }
}

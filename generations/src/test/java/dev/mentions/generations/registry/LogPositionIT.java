package dev.mentions.generations.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mentions.embedded.kafka.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Places in a log whose first partition has the offsets 1 to 4 and whose second one has 0 to 1. */
class LogPositionIT {

    private static final String TOPIC = "posts";
    private static final Instant ACCEPTED = Instant.parse("2026-11-20T12:00:00Z");

    @TempDir
    private Path directory;

    private EmbeddedBroker broker;
    private Admin admin;

    @BeforeEach
    void start() throws Exception {
        broker = EmbeddedBroker.builder(directory).start();
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
        admin.createTopics(List.of(new NewTopic(TOPIC, 2, (short) 1))).all().get();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int seconds = 0; seconds < 4; seconds++) {
                producer.send(post(0, seconds)).get();
            }
            producer.send(post(1, 0)).get();
        }
        admin.deleteRecords(Map.of(new TopicPartition(TOPIC, 0), RecordsToDelete.beforeOffset(1)))
                .all()
                .get();
    }

    @AfterEach
    void stop() {
        admin.close();
        broker.close();
    }

    @Test
    void shouldFindTheEndsOfTheLog() throws Exception {
        assertThat(new LogPosition.Earliest().in(admin, TOPIC)).isEqualTo(Map.of(0, 1L, 1, 0L));
        assertThat(new LogPosition.Latest().in(admin, TOPIC)).isEqualTo(Map.of(0, 4L, 1, 1L));
    }

    @Test
    void shouldFindTheFirstPostOfEachPartitionThatWasAcceptedThenOrLater() throws Exception {
        assertThat(at(ACCEPTED)).isEqualTo(Map.of(0, 1L, 1, 0L));
        assertThat(at(ACCEPTED.plusSeconds(2))).isEqualTo(Map.of(0, 2L, 1, 1L));
        assertThat(at(ACCEPTED.plusMillis(2_001))).isEqualTo(Map.of(0, 3L, 1, 1L));
        assertThat(at(ACCEPTED.plusSeconds(9))).isEqualTo(Map.of(0, 4L, 1, 1L));
    }

    @Test
    void shouldTakeOffsetsFromTheBeginningToTheEndAndNoOthers() throws Exception {
        Map<Integer, Long> begins = Map.of(0, 1L, 1, 0L);
        Map<Integer, Long> ends = Map.of(0, 4L, 1, 1L);
        assertThat(new LogPosition.Offsets(begins).in(admin, TOPIC)).isEqualTo(begins);
        assertThat(new LogPosition.Offsets(ends).in(admin, TOPIC)).isEqualTo(ends);

        assertThatThrownBy(() -> new LogPosition.Offsets(Map.of(0, 0L, 1, 0L)).in(admin, TOPIC))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to 4, not 0");
        assertThatThrownBy(() -> new LogPosition.Offsets(Map.of(0, 4L, 1, 2L)).in(admin, TOPIC))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 to 1, not 2");
    }

    private Map<Integer, Long> at(Instant moment) throws Exception {
        return new LogPosition.At(moment).in(admin, TOPIC);
    }

    private static ProducerRecord<byte[], byte[]> post(int partition, int seconds) {
        return new ProducerRecord<>(
                TOPIC, partition, ACCEPTED.plusSeconds(seconds).toEpochMilli(), null, new byte[] {1});
    }
}

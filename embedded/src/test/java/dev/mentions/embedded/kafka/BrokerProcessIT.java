package dev.mentions.embedded.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerProcessIT {

    private static final int ENOUGH = 2_000;

    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

    @TempDir
    private Path directory;

    @Test
    void shouldLoseNoAcknowledgedRecordWhenItIsKilled() throws Exception {
        try (BrokerProcess broker = BrokerProcess.start(directory, 0)) {
            Records.createTopic(broker.bootstrapServers());

            try (Writer writer = new Writer(broker.bootstrapServers())) {
                writer.awaitAcknowledged(ENOUGH);
                broker.jvm().kill();
            }
            assertThat(broker.isRunning()).isFalse();
            broker.start();

            assertThat(Records.read(broker.bootstrapServers())).containsAll(acknowledged);
        }
    }

    @Test
    void shouldHoldItsDirectoryAgainstOtherProcesses() {
        try (BrokerProcess broker = BrokerProcess.start(directory, 0)) {
            assertThat(broker.isRunning()).isTrue();

            assertThatThrownBy(() -> EmbeddedBroker.builder(directory).start())
                    .isInstanceOf(BrokerException.class)
                    .hasMessageContaining("Another broker");
        }
    }

    @Test
    void shouldFreezeGoOnAndStop() throws Exception {
        try (BrokerProcess broker = BrokerProcess.start(directory, 0);
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            broker.jvm().freeze();
            assertThatThrownBy(() -> admin.describeCluster().clusterId().get(2, TimeUnit.SECONDS))
                    .isInstanceOf(TimeoutException.class);

            broker.jvm().thaw();
            assertThat(admin.describeCluster().clusterId().get(60, TimeUnit.SECONDS))
                    .isNotEmpty();

            broker.jvm().terminate();
            assertThat(broker.isRunning()).isFalse();
        }
    }

    @Test
    void shouldGoOnAsAClusterWhenAnyOneNodeDies() throws Exception {
        try (BrokerCluster cluster = BrokerCluster.start(directory, 3)) {
            String address = cluster.bootstrapServers();
            Records.createTopic(address);
            BrokerProcess leader = cluster.brokers().get(Records.leader(address) - 1);

            try (Writer writer = new Writer(address)) {
                writer.awaitAcknowledged(ENOUGH);
                leader.jvm().kill();
                writer.awaitAcknowledged(acknowledged.size() + ENOUGH);
            }
            assertThat(Records.read(address)).containsAll(acknowledged);

            leader.start();
            assertThat(Records.read(address)).containsAll(acknowledged);
        }
    }

    /** Writes without a pause and takes down what was acknowledged. */
    private final class Writer implements AutoCloseable {

        private final AtomicBoolean goOn = new AtomicBoolean(true);
        private final KafkaProducer<String, String> producer;
        private final Thread thread;

        Writer(String bootstrapServers) {
            producer = Records.producer(bootstrapServers, Map.of("buffer.memory", "1048576", "max.block.ms", "20000"));
            thread = new Thread(this::write, "writer");
            thread.start();
        }

        private void write() {
            try {
                for (int i = 0; goOn.get(); i++) {
                    String value = "record " + i;
                    var unused = producer.send(new ProducerRecord<>(Records.TOPIC, value), (metadata, error) -> {
                        if (error == null) {
                            acknowledged.add(value);
                        }
                    });
                }
            } catch (KafkaException | IllegalStateException e) {
                assertThat(goOn).as("closed meanwhile").isFalse();
            }
        }

        void awaitAcknowledged(int count) {
            await().atMost(Duration.ofSeconds(60)).until(() -> acknowledged.size() >= count);
        }

        @Override
        public void close() {
            goOn.set(false);
            producer.close(Duration.ZERO);
            await().atMost(Duration.ofSeconds(60)).until(() -> !thread.isAlive());
        }
    }
}

package dev.mentions.embedded.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {

    @TempDir
    private Path directory;

    @Test
    void shouldKeepItsDataItsClusterIdAndItsPortFromRunToRun() throws Exception {
        String clusterId;
        String address;
        try (EmbeddedBroker broker = EmbeddedBroker.builder(directory).start()) {
            address = broker.bootstrapServers();
            clusterId = Records.clusterId(address);
            Records.createTopic(address);
            Records.write(address, List.of("one", "two"));
        }

        int port = Integer.parseInt(address.substring(address.indexOf(':') + 1));
        try (EmbeddedBroker broker =
                EmbeddedBroker.builder(directory).port(port).start()) {
            assertThat(broker.bootstrapServers()).isEqualTo(address);
            assertThat(Records.clusterId(address)).isEqualTo(clusterId);
            assertThat(Records.read(address)).containsExactlyInAnyOrder("one", "two");
        }
    }

    @Test
    void shouldTakeARecordOfEightMebibytesAndCreateNoTopicUnasked() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.builder(directory).start()) {
            Records.createTopic(broker.bootstrapServers());
            try (var producer = Records.producer(
                    broker.bootstrapServers(), Map.of("max.request.size", "16777216", "max.block.ms", "2000"))) {
                String large = "x".repeat(8 * 1024 * 1024);
                assertThat(producer.send(new ProducerRecord<>(Records.TOPIC, large))
                                .get(60, TimeUnit.SECONDS)
                                .offset())
                        .isZero();

                assertThatThrownBy(() -> producer.send(new ProducerRecord<>("unknown", "x"))
                                .get(60, TimeUnit.SECONDS))
                        .hasCauseInstanceOf(TimeoutException.class);
            }
        }
    }

    @Test
    void shouldSayThatItsDirectoryIsInUseAndLetGoOfItWhenClosed() {
        EmbeddedBroker first = EmbeddedBroker.builder(directory).start();
        try (first) {
            assertThatThrownBy(() -> EmbeddedBroker.builder(directory).start())
                    .isInstanceOf(BrokerException.class)
                    .hasMessageContaining("Another broker")
                    .hasMessageContaining(directory.toString());
        }

        first.close();
        try (EmbeddedBroker second = EmbeddedBroker.builder(directory).start()) {
            assertThat(second.bootstrapServers()).startsWith("127.0.0.1:");
        }
    }

    @Test
    void shouldSayThatItsPortIsTaken() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            int port = other.getLocalPort();

            assertThatThrownBy(
                            () -> EmbeddedBroker.builder(directory).port(port).start())
                    .isInstanceOf(BrokerException.class)
                    .hasMessageContaining("Port " + port);
        }
    }
}

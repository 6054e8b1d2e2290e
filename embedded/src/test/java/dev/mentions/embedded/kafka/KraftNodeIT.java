package dev.mentions.embedded.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mentions.embedded.process.LoopbackPorts;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.utils.Exit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KraftNodeIT {

    @TempDir
    private Path directory;

    @Test
    void shouldSayThatAStartTookTooLong() {
        var free = LoopbackPorts.free(2);
        NodeSettings settings = new NodeSettings(
                DataDirectory.clusterId(directory), 1, directory.resolve("data"), free.get(1), free.subList(0, 1));

        assertThatThrownBy(() -> new KraftNode(settings, Map.of("initial.broker.registration.timeout.ms", "1")))
                .isInstanceOf(BrokerException.class)
                .hasMessage(
                        "The broker with its data in " + directory.resolve("data") + " was not ready after 300 s: the"
                                + " machine is too busy or its disk too slow. Nothing that is stored is lost. Stop what else runs"
                                + " there and start again");
    }

    @Test
    void shouldEndTheBrokerAndNotTheProcess() {
        CompletableFuture<Void> failure = new CompletableFuture<>();
        KafkaExit.register(failure);
        try {
            assertThatThrownBy(() -> Exit.halt(1, "no disk")).isInstanceOf(BrokerException.class);
        } finally {
            KafkaExit.unregister(failure);
        }
        assertThatThrownBy(failure::join)
                .isInstanceOf(CompletionException.class)
                .hasMessageContaining("The broker has ended itself with status 1: no disk");
        assertThat(failure).isCompletedExceptionally();
    }
}

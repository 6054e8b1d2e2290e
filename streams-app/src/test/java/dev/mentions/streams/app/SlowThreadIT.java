package dev.mentions.streams.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.mentions.contract.Post;
import dev.mentions.embedded.kafka.EmbeddedBroker;
import dev.mentions.ner.extract.EntityExtractor;
import dev.mentions.service.CallRefusedException;
import dev.mentions.service.ManagementCall;
import dev.mentions.service.Telemetry;
import dev.mentions.streams.TestConfigs;
import dev.mentions.streams.config.Role;
import dev.mentions.streams.runtime.KafkaFixture;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thread that is to go while it is busy with a post. */
class SlowThreadIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration WAIT = Duration.ofMillis(500);
    private static final int THREADS = 2;

    private final CountDownLatch busy = new CountDownLatch(THREADS);
    private final CountDownLatch released = new CountDownLatch(1);

    @TempDir
    Path directory;

    @Test
    void shouldSayThatItGoesOnAndRefuseAnotherChangeMeanwhile() throws Exception {
        try (EmbeddedBroker broker =
                        EmbeddedBroker.builder(directory.resolve("broker")).start();
                KafkaFixture kafka = new KafkaFixture(broker.bootstrapServers(), THREADS);
                StreamsService service = start(broker)) {
            ManagementCall call = new ThreadsCall(service, WAIT).call();
            await().atMost(LIMIT).until(() -> service.health().ready());
            for (int i = 0; i < 20; i++) {
                kafka.send(new Post("id-" + i, "P", null, null, null, "text"), Instant.now());
            }
            kafka.flush();
            assertThat(busy.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();

            assertThat(change(call, 1).status()).isEqualTo(202);
            assertThatThrownBy(() -> change(call, 3))
                    .isInstanceOfSatisfying(
                            CallRefusedException.class,
                            refused -> assertThat(refused.status()).isEqualTo(409))
                    .hasMessageContaining("being changed already");

            released.countDown();
            await().atMost(LIMIT)
                    .until(() -> service.running().get(Role.EXTRACT).threads().running() == 1);
            await().atMost(LIMIT)
                    .ignoreExceptionsInstanceOf(CallRefusedException.class)
                    .until(() -> {
                        return change(call, THREADS).status() == 200;
                    });
        } finally {
            released.countDown();
        }
    }

    private static ManagementCall.Answer change(ManagementCall call, int threads) throws Exception {
        String body = "{\"application\":\"extract\",\"threads\":" + threads + "}";
        return call.handlers().get("POST").handle(new ManagementCall.Request(Map.of(), body.getBytes(UTF_8)));
    }

    private StreamsService start(EmbeddedBroker broker) throws Exception {
        EntityExtractor waiting = text -> {
            busy.countDown();
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return List.of();
        };
        StreamsService service = StreamsService.withExtractors(
                TestConfigs.of(
                        directory.resolve("state"),
                        "role",
                        "extract",
                        "kafka.bootstrap.servers",
                        broker.bootstrapServers(),
                        "topics.partitions",
                        Integer.toString(THREADS),
                        "extract.threads",
                        Integer.toString(THREADS)),
                Telemetry.untraced(new SimpleMeterRegistry()),
                () -> waiting);
        service.start();
        return service;
    }
}

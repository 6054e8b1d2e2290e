package dev.mentions.streams.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mentions.contract.EntityKey;
import dev.mentions.contract.EntityKind;
import dev.mentions.contract.Generation;
import dev.mentions.contract.Mention;
import dev.mentions.contract.Post;
import dev.mentions.contract.Topics;
import dev.mentions.embedded.kafka.EmbeddedBroker;
import dev.mentions.service.Telemetry;
import dev.mentions.streams.LabelExtractor;
import dev.mentions.streams.TestConfigs;
import dev.mentions.streams.config.Role;
import dev.mentions.streams.config.StreamsAppConfig;
import dev.mentions.streams.runtime.KafkaFixture;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An application that is told to stop after it has fetched a record that cannot be read and before it has processed it.
 * Kafka Streams decodes that record on the way; what it commits as it stops must not hold a dead letter for a record that
 * its offset still points at.
 */
class DeadLetterOnStopIT {

    private static final Instant PUBLISHED = Instant.parse("2016-03-01T08:00:00Z");
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Topics TOPICS = new Topics(Generation.FIRST);
    private static final int PENDING_SHUTDOWN = 5;
    private static final byte[] RUBBISH = "{".getBytes(UTF_8);

    /** What is to happen when the stream thread has fetched rubbish; the consumer makes its interceptor by class. */
    private static volatile @Nullable Runnable onRubbish;

    @TempDir
    Path directory;

    private EmbeddedBroker broker;
    private KafkaFixture kafka;

    @BeforeEach
    void startBroker() throws Exception {
        broker = EmbeddedBroker.builder(directory.resolve("broker")).start();
        kafka = new KafkaFixture(broker.bootstrapServers(), 1);
    }

    @AfterEach
    void stopBroker() {
        onRubbish = null;
        kafka.close();
        broker.close();
    }

    @Test
    void shouldRejectOnceWhatExtractHadFetchedAsItStopped() throws Exception {
        shouldRejectOnce(
                Role.EXTRACT,
                TOPICS.posts().name(),
                () -> kafka.send(new Post("1", "P", null, null, PUBLISHED, "PERSON:Ada"), Instant.now()));
    }

    @Test
    void shouldRejectOnceWhatCountHadFetchedAsItStopped() throws Exception {
        shouldRejectOnce(
                Role.COUNT,
                TOPICS.entities().name(),
                () -> kafka.send(new EntityKey("p", EntityKind.PERSON, "ada"), new Mention("1", 1, "Ada", PUBLISHED)));
    }

    private void shouldRejectOnce(Role role, String topicName, Runnable sendGood) throws Exception {
        SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        AtomicReference<@Nullable CompletableFuture<Void>> stop = new AtomicReference<>();
        try (StreamsService service = start(role, "1m", metrics)) {
            sendGood.run();
            kafka.flush();
            await().atMost(LIMIT).until(() -> processed(metrics) >= 1);
            onRubbish = () -> {
                stop.set(CompletableFuture.runAsync(service::close));
                await().atMost(LIMIT).until(() -> isStopping(metrics));
            };
            kafka.sendRubbish(topicName, RUBBISH);
            kafka.flush();
            await().atMost(LIMIT).until(() -> stop.get() != null && stop.get().isDone());
        }
        onRubbish = null;

        try (StreamsService again = start(role, "200ms", new SimpleMeterRegistry())) {
            await().atMost(LIMIT).untilAsserted(() -> {
                assertThat(again.health().live()).isTrue();
                assertThat(committed(role, topicName)).isEqualTo(2);
            });
        }

        List<Long> offsets = new ArrayList<>();
        kafka.readRejected().forEach(letter -> offsets.add(offset(letter)));
        assertThat(offsets).containsExactly(1L);
    }

    private StreamsService start(Role role, String commitInterval, SimpleMeterRegistry metrics) throws Exception {
        StreamsAppConfig config = TestConfigs.of(
                directory.resolve("state"),
                "role",
                role.name().toLowerCase(Locale.ROOT),
                "kafka.bootstrap.servers",
                broker.bootstrapServers(),
                "topics.partitions",
                "1",
                "extract.threads",
                "1",
                "count.threads",
                "1",
                "commit.interval",
                commitInterval,
                "kafka.main.consumer.interceptor.classes",
                RubbishWatch.class.getName());
        StreamsService service =
                StreamsService.withExtractors(config, Telemetry.untraced(metrics), LabelExtractor::new);
        service.start();
        return service;
    }

    private static double processed(SimpleMeterRegistry metrics) {
        return metrics.find("kafka.stream.thread.process.total").functionCounters().stream()
                .mapToDouble(FunctionCounter::count)
                .sum();
    }

    /** Returns whether the stream thread has been told to stop, by the ordinal of its state. */
    private static boolean isStopping(SimpleMeterRegistry metrics) {
        return metrics.get("kafka.stream.thread.thread.state").gauge().value() >= PENDING_SHUTDOWN;
    }

    private long committed(Role role, String topicName) throws Exception {
        String group = role == Role.EXTRACT ? "mentions-extract" : "mentions-count";
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            OffsetAndMetadata offset = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get(LIMIT.toSeconds(), TimeUnit.SECONDS)
                    .get(new TopicPartition(topicName, 0));
            return offset == null ? -1 : offset.offset();
        }
    }

    private static long offset(ConsumerRecord<byte[], byte[]> letter) {
        Header offset = letter.headers().lastHeader("__streams.errors.offset");
        return Long.parseLong(new String(offset.value(), UTF_8));
    }

    /** Runs {@link #onRubbish} in the stream thread, between the fetch and the processing of what was fetched. */
    public static final class RubbishWatch implements ConsumerInterceptor<byte[], byte[]> {

        @Override
        public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
            Runnable action = onRubbish;
            if (action != null) {
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    if (Arrays.equals(record.value(), RUBBISH)) {
                        action.run();
                    }
                }
            }
            return records;
        }

        @Override
        public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {
            // Only what is fetched matters.
        }

        @Override
        public void close() {
            // Nothing to close.
        }

        @Override
        public void configure(Map<String, ?> configs) {
            // Nothing to configure.
        }
    }
}

package dev.mentions.streams.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.mentions.contract.CountKey;
import dev.mentions.contract.EntityKey;
import dev.mentions.contract.EntityKind;
import dev.mentions.contract.Generation;
import dev.mentions.contract.LostRecords;
import dev.mentions.contract.Mention;
import dev.mentions.contract.Post;
import dev.mentions.contract.Topics;
import dev.mentions.embedded.kafka.EmbeddedBroker;
import dev.mentions.ner.extract.Entity;
import dev.mentions.ner.extract.EntityExtractor;
import dev.mentions.service.Telemetry;
import dev.mentions.streams.LabelExtractor;
import dev.mentions.streams.TestConfigs;
import dev.mentions.streams.config.StreamsAppConfig;
import dev.mentions.streams.runtime.KafkaFixture;
import dev.mentions.streams.runtime.SourceOffsets;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records that leave a topic before an application has read them, or after: it stops and says which ones. */
class LostRecordsIT {

    private static final Instant PUBLISHED = Instant.parse("2016-03-01T08:00:00Z");
    private static final Instant DAY = Instant.parse("2016-03-01T00:00:00Z");
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** Above the transaction timeout: a transaction that the failed thread left open holds readers up for that long. */
    private static final Duration AFTER_ABORT = Duration.ofMinutes(3);

    private static final Topics TOPICS = new Topics(Generation.FIRST);
    private static final TopicPartition POSTS =
            new TopicPartition(TOPICS.posts().name(), 0);
    private static final TopicPartition ENTITIES =
            new TopicPartition(TOPICS.entities().name(), 0);
    private static final CountKey ARTICLES = CountKey.of(EntityKey.articles("p"), DAY);
    private static final CountKey ADA = CountKey.of(new EntityKey("p", EntityKind.PERSON, "ada"), DAY);

    /** Two of them fill what a consumer fetches ahead. */
    private static final String LARGE = "x".repeat(700_000);

    @TempDir
    Path directory;

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private EmbeddedBroker broker;
    private KafkaFixture kafka;
    private Admin admin;

    @BeforeEach
    void startBroker() throws Exception {
        broker = EmbeddedBroker.builder(directory.resolve("broker")).start();
        kafka = new KafkaFixture(broker.bootstrapServers(), 1);
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    @AfterEach
    void stopBroker() {
        admin.close(Duration.ZERO);
        kafka.close();
        broker.close();
    }

    @Test
    void shouldStopExtractWhenPostsAreDeletedWhileItLags() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (StreamsService service = start("both", () -> new WaitingExtractor(reached, goOn))) {
            send(0, 5, "PERSON:Ada");
            send(5, 6, "wait");
            assertThat(reached.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
            send(6, 14, LARGE);
            deleteRecordsBefore(POSTS, 14);
            send(14, 19, "PERSON:Ada");
            goOn.countDown();

            String message = awaitStop(service, "mentions-extract");

            assertThat(message)
                    .containsPattern(
                            "mentions-extract has stopped: offsets \\d+ to 13 of mentions.posts.v1-0 were deleted"
                                    + " before they were read\\. ")
                    .contains("run 'mentions losses accept --generation 1'", "docs/OPERATIONS.md#recordslost");
            assertThat(service.health().live()).isTrue();
            assertThat(service.failure().toCompletableFuture()).isNotDone();
            assertThat(lostOffsets("mentions-extract")).isBetween(1.0, 8.0);
            assertThat(lostOffsets("mentions-count")).isZero();
        }

        SourceOffsets offsets = SourceOffsets.ofExtract(admin, TOPICS);
        List<LostRecords> lost = lost(offsets);
        assertThat(lost).extracting(LostRecords::last).containsExactly(13L);
        long read = lost.get(0).first();
        awaitEmptyGroup(() -> offsets.skip(lost));
        try (StreamsService service = start("both", LabelExtractor::new)) {
            await().atMost(AFTER_ABORT)
                    .untilAsserted(() ->
                            assertThat(kafka.sums()).containsEntry(ADA, 10L).containsEntry(ARTICLES, read + 5));
            assertThat(service.health().ready()).isTrue();
        }
    }

    @Test
    void shouldNotStartExtractOverPostsThatItHasNeverRead() throws Exception {
        send(0, 3, "PERSON:Ada");
        deleteRecordsBefore(POSTS, 2);

        try (StreamsService service = start("extract", LabelExtractor::new)) {
            assertThat(awaitStop(service, "mentions-extract"))
                    .contains("offsets 0 to 1 of mentions.posts.v1-0 were deleted before they were read");
            assertThat(committed("mentions-extract")).isEmpty();
        }
    }

    @Test
    void shouldNotStartCountOverMentionsThatWereDeletedMeanwhile() throws Exception {
        try (StreamsService service = start("count", LabelExtractor::new)) {
            sendMention();
            await().atMost(LIMIT).untilAsserted(() -> assertThat(kafka.sums()).containsEntry(ADA, 1L));
            assertThat(service.health().ready()).isTrue();
        }
        sendMention();
        sendMention();
        deleteRecordsBefore(ENTITIES, 3);

        try (StreamsService service = start("count", LabelExtractor::new)) {
            assertThat(awaitStop(service, "mentions-count"))
                    .contains("offsets 1 to 2 of mentions.entities.v1-0 were deleted before they were read");
        }
    }

    @Test
    void shouldStopWhereTheBrokerHasLostWhatWasRead() throws Exception {
        send(0, 3, "PERSON:Ada");
        admin.alterConsumerGroupOffsets("mentions-extract", Map.of(POSTS, new OffsetAndMetadata(7)))
                .all()
                .get();

        try (StreamsService service = start("extract", LabelExtractor::new)) {
            assertThat(awaitStop(service, "mentions-extract"))
                    .contains("offsets 3 to 6 of mentions.posts.v1-0 were read, and the broker has lost them since");
        }
        SourceOffsets offsets = SourceOffsets.ofExtract(admin, TOPICS);
        assertThat(lost(offsets).get(0).resumeAt()).isEqualTo(3);
    }

    @Test
    void shouldNotStartOverStateWithoutOffsets() throws Exception {
        try (StreamsService service = start("extract", LabelExtractor::new)) {
            send(0, 3, "PERSON:Ada");
            await().atMost(LIMIT)
                    .untilAsserted(
                            () -> assertThat(committed("mentions-extract")).containsEntry(POSTS, 3L));
            assertThat(service.health().ready()).isTrue();
        }
        awaitEmptyGroup(() ->
                admin.deleteConsumerGroups(List.of("mentions-extract")).all().get());

        assertThatThrownBy(() -> start("extract", LabelExtractor::new))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("mentions-extract has no committed offset in partition 0 of mentions.posts.v1,"
                        + " although mentions-extract-seen-posts-changelog-0 holds state of it")
                .hasMessageContaining("'mentions replay'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "streams"})
    void shouldBeginAtTheFirstRecordOfATopicThatIsWhole(String groupProtocol) throws Exception {
        send(0, 3, "PERSON:Ada");

        try (StreamsService service = start("both", LabelExtractor::new, "group.protocol", groupProtocol)) {
            await().atMost(LIMIT).untilAsserted(() -> assertThat(kafka.sums()).containsEntry(ADA, 3L));
            assertThat(service.health().ready()).isTrue();
            assertThat(lostOffsets("mentions-extract")).isZero();
        }
    }

    /** Takes the text {@code wait} only when it may go on. */
    private record WaitingExtractor(CountDownLatch reached, CountDownLatch goOn) implements EntityExtractor {

        @Override
        public List<Entity> extract(String text) {
            if (text.equals("wait")) {
                reached.countDown();
                try {
                    if (!goOn.await(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                        throw new IllegalStateException("nobody lets it go on");
                    }
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            return new LabelExtractor().extract(text);
        }
    }

    private String awaitStop(StreamsService service, String applicationId) {
        await().atMost(LIMIT).until(() -> service.health().details().containsKey(applicationId + ".stopped"));
        assertThat(service.health().ready()).isFalse();
        await().atMost(LIMIT)
                .until(() -> service.stopped().toCompletableFuture().isCompletedExceptionally());
        return service.health().details().get(applicationId + ".stopped");
    }

    private List<LostRecords> lost(SourceOffsets offsets) throws Exception {
        try (KafkaConsumer<byte[], byte[]> probe = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "auto.offset.reset", "none"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            return offsets.lost(probe);
        }
    }

    private interface GroupChange {

        void run() throws Exception;
    }

    /** Does what Kafka allows only when the session of a static member that was closed is over. */
    private static void awaitEmptyGroup(GroupChange change) {
        await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptions()
                .until(() -> {
                    change.run();
                    return true;
                });
    }

    private void send(int from, int to, String content) throws Exception {
        for (int id = from; id < to; id++) {
            kafka.send(new Post(Integer.toString(id), "P", null, null, PUBLISHED, content), Instant.now());
        }
        kafka.flush();
    }

    private void sendMention() throws Exception {
        kafka.send(new EntityKey("p", EntityKind.PERSON, "ada"), new Mention("1", 1, "Ada", PUBLISHED));
        kafka.flush();
    }

    private void deleteRecordsBefore(TopicPartition partition, long offset) throws Exception {
        admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(offset)))
                .all()
                .get();
    }

    private Map<TopicPartition, Long> committed(String group) throws Exception {
        Map<TopicPartition, Long> committed = new HashMap<>();
        admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get()
                .forEach((partition, offset) -> committed.put(partition, offset.offset()));
        return committed;
    }

    private double lostOffsets(String applicationId) {
        return metrics.get("mentions.streams.lost.offsets")
                .tag("application", applicationId)
                .gauge()
                .value();
    }

    private StreamsService start(String role, Supplier<EntityExtractor> extractors) throws Exception {
        // A static member that was closed is in the group until its session is over.
        return start(
                role,
                extractors,
                "kafka.main.consumer.session.timeout.ms",
                "6000",
                "kafka.main.consumer.heartbeat.interval.ms",
                "1500");
    }

    private StreamsService start(String role, Supplier<EntityExtractor> extractors, String... more) throws Exception {
        List<String> settings = new ArrayList<>(List.of(more));
        settings.addAll(List.of("role", role, "kafka.bootstrap.servers", broker.bootstrapServers()));
        settings.addAll(List.of("topics.partitions", "1", "extract.threads", "1", "count.threads", "1"));
        settings.addAll(List.of("commit.interval", "200ms"));
        StreamsAppConfig config = TestConfigs.of(directory.resolve("state"), settings.toArray(String[]::new));
        StreamsService service = StreamsService.withExtractors(config, Telemetry.untraced(metrics), extractors);
        service.start();
        return service;
    }
}

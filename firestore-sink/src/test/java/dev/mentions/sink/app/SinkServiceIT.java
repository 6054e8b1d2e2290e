package dev.mentions.sink.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mentions.contract.Generation;
import dev.mentions.contract.SinkDocuments;
import dev.mentions.embedded.firestore.Faults.Outage;
import dev.mentions.embedded.firestore.FirestoreServer;
import dev.mentions.embedded.kafka.EmbeddedBroker;
import dev.mentions.service.Telemetry;
import dev.mentions.service.TopicFaultException;
import dev.mentions.sink.config.SinkConfig;
import dev.mentions.sink.consume.BrokenFenceException;
import dev.mentions.sink.plan.Breach;
import dev.mentions.sink.plan.Fence;
import dev.mentions.sink.plan.StoredFence;
import dev.mentions.sink.store.FirestoreCountStore;
import dev.mentions.sink.store.Firestores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SinkServiceIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PARTITIONS = 3;

    /** Each test has a generation, and so a topic, of its own. */
    private static final AtomicInteger GENERATIONS = new AtomicInteger(1);

    @TempDir
    private static Path directory;

    private static EmbeddedBroker broker;

    private final Generation generation = new Generation(GENERATIONS.getAndIncrement());
    private FirestoreServer server;
    private Firestores reader;
    private CountsTopic topic;

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedBroker.builder(directory).start();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void start() throws Exception {
        serve(FirestoreServer.builder());
        topic = new CountsTopic(broker.bootstrapServers(), generation, PARTITIONS);
    }

    @AfterEach
    void stop() throws Exception {
        topic.close();
        reader.close();
        server.close();
    }

    private void serve(FirestoreServer.Builder builder) throws Exception {
        server = builder.start();
        reader = new Firestores(server);
    }

    private void serveInstead(Path documents) throws Exception {
        reader.close();
        server.close();
        serve(FirestoreServer.builder().directory(documents));
    }

    /** C8, C23. */
    @Test
    void shouldBeExactOverRestartsTransactionsAndPoison() throws Exception {
        topic.write(500);
        try (SinkService sink = started()) {
            awaitReady(sink);
            topic.write(300);
            topic.writePoison(broker.bootstrapServers());
            topic.write(1);
            awaitExact();
        }
        topic.write(400);
        try (SinkService sink = started()) {
            awaitReady(sink);
            awaitExact();
        }
        try (SinkService sink = started()) {
            awaitReady(sink);
            assertExact();
        }

        assertThat(reader.deadLetters()).hasSize(1);
    }

    @Test
    void shouldCountNothingFromATopicThatLosesDeltasAndGoOnOnceItIsMended() throws Exception {
        topic.write(50);
        topic.alter("retention.ms", "604800000");
        try (SinkService sink = started()) {
            assertThat(sink.failure())
                    .failsWithin(PATIENCE)
                    .withThrowableThat()
                    .withCauseInstanceOf(TopicFaultException.class)
                    .withMessageContaining(generation.name("mentions.counts.v1", '.')
                            + " has retention.ms=604800000, so deltas are deleted after 7 days, applied or not");
            assertThat(sink.health().live()).isFalse();
        }
        assertThat(reader.counts(generation)).isEmpty();

        topic.alter("retention.ms", "-1");
        try (SinkService sink = started()) {
            awaitReady(sink);
            awaitExact();
        }
    }

    @Test
    void shouldFlushWhatItHasReadWhenItIsClosed() throws Exception {
        topic.write(50);
        SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        try (SinkService sink = new SinkService(config("flush.linger", "1m"), Telemetry.untraced(metrics))) {
            sink.start();
            await("everything read and nothing written")
                    .atMost(PATIENCE)
                    .until(() -> metrics.find("mentions.sink.lag").gauges().stream()
                                    .filter(age -> age.value() > 0)
                                    .count()
                            == PARTITIONS);
            assertThat(reader.counts(generation)).isEmpty();
        }

        assertExact();
    }

    /** C21. */
    @Test
    void shouldBeExactWhileSinksComeAndGo() throws Exception {
        topic.write(200);
        try (SinkService first = started()) {
            awaitReady(first);
            try (SinkService second = started()) {
                topic.write(200);
                await().atMost(PATIENCE)
                        .until(() -> partitions(first) + partitions(second) == PARTITIONS && partitions(second) > 0);
                topic.write(200);
                awaitReady(second);
                topic.write(200);
            }
            topic.write(200);
            await().atMost(PATIENCE).until(() -> partitions(first) == PARTITIONS);
            awaitExact();
        }
    }

    /** C12. */
    @Test
    void shouldNotBeReadyWhileFirestoreIsAwayAndHealByItself() throws Exception {
        try (SinkService sink = started()) {
            topic.write(100);
            awaitReady(sink);
            awaitExact();
            try (Outage outage = server.faults().goOffline()) {
                assertThat(outage).isNotNull();
                topic.write(300);
                await().atMost(PATIENCE).until(() -> !sink.health().ready());
                assertThat(sink.health().live()).isTrue();
                assertThat(sink.failure().toCompletableFuture()).isNotDone();
            }

            awaitReady(sink);
            awaitExact();
        }
    }

    /** C20. */
    @Test
    void shouldTakeAPartitionBackThatAZombieHasClaimed() throws Exception {
        SinkConfig config = config();
        try (SinkService sink = started();
                FirestoreCountStore zombie = FirestoreCountStore.connect(config)) {
            topic.write(100);
            awaitReady(sink);
            awaitExact();
            StoredFence stored = zombie.read(0).toCompletableFuture().get().orElseThrow();
            Fence stolen = stored.fence().claimedBy("zombie");
            zombie.claim(0, stolen, stored.updateTime()).toCompletableFuture().get();

            topic.write(300);

            awaitExact();
            assertThat(zombie.read(0)
                            .toCompletableFuture()
                            .get()
                            .orElseThrow()
                            .fence()
                            .epoch())
                    .isEqualTo(3);
        }
    }

    /** B1. */
    @Test
    void shouldStopWhenTheTopicWasRecreated() throws Exception {
        topic.write(100);
        try (SinkService sink = started()) {
            awaitReady(sink);
            awaitExact();
        }
        topic.delete();
        topic.create();

        assertStops(Breach.TOPIC_RECREATED);
    }

    /** B1, B4. */
    @Test
    void shouldStopWhenTheTopicIsRecreatedUnderIt() throws Exception {
        topic.write(100);
        try (SinkService sink = started()) {
            awaitReady(sink);
            awaitExact();
            topic.delete();
            topic.create();

            await().atMost(PATIENCE)
                    .until(() -> sink.failure().toCompletableFuture().isCompletedExceptionally());
            assertThat(sink.failure().toCompletableFuture())
                    .failsWithin(1, TimeUnit.SECONDS)
                    .withThrowableOfType(ExecutionException.class)
                    .havingRootCause()
                    .isInstanceOfSatisfying(
                            BrokenFenceException.class,
                            error -> assertThat(error.breach())
                                    .isIn(Breach.TOPIC_RECREATED, Breach.OFFSETS_OUT_OF_RANGE));
        }
        assertThat(reader.counts(generation)).isEqualTo(topic.expected());
    }

    /** B2. */
    @Test
    void shouldStopWhenAFenceWasDeleted() throws Exception {
        topic.write(100);
        try (SinkService sink = started()) {
            awaitReady(sink);
            awaitExact();
        }
        reader.client().document(fence(1)).delete().get();

        assertStops(Breach.FENCE_MISSING);
    }

    /** As docs/OPERATIONS.md has it of a backup: the whole database, and no sink meanwhile. */
    @Test
    void shouldCountAgainWhatCameAfterTheBackupThatIsRestored(@TempDir Path documents, @TempDir Path empty)
            throws Exception {
        serveInstead(documents);
        topic.write(200);
        try (SinkService sink = started()) {
            awaitReady(sink);
            awaitExact();
        }
        reader.close();
        server.close();
        Path backup = empty.resolve("backup");
        copy(documents, backup);
        serve(FirestoreServer.builder().directory(documents));
        topic.write(300);
        try (SinkService sink = started()) {
            awaitReady(sink);
            awaitExact();
        }

        serveInstead(backup);
        assertThat(reader.counts(generation)).isNotEmpty().isNotEqualTo(topic.expected());
        topic.write(50);
        try (SinkService sink = started()) {
            awaitReady(sink);
            awaitExact();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
    }

    @Test
    void shouldWaitForATopicThatDoesNotExistYet() throws Exception {
        topic.delete();
        try (SinkService sink = started()) {
            assertThat(sink.health().ready()).isFalse();
            topic.create();
            topic.write(50);

            awaitReady(sink);
            awaitExact();
        }
    }

    private SinkConfig config(String... more) {
        String[] all = new String[more.length + 4];
        all[0] = "kafka.bootstrap.servers";
        all[1] = broker.bootstrapServers();
        all[2] = "generation";
        all[3] = Integer.toString(generation.number());
        System.arraycopy(more, 0, all, 4, more.length);
        return Firestores.config(server, all);
    }

    private SinkService started(String... more) throws Exception {
        SinkService sink = new SinkService(config(more), Telemetry.untraced(new SimpleMeterRegistry()));
        sink.start();
        return sink;
    }

    private void assertStops(Breach breach) throws Exception {
        Map<String, Long> before = reader.counts(generation);
        try (SinkService sink = started()) {
            await().atMost(PATIENCE)
                    .until(() -> sink.failure().toCompletableFuture().isCompletedExceptionally());
            assertThat(sink.health().live()).isFalse();
            assertThat(sink.failure().toCompletableFuture())
                    .failsWithin(1, TimeUnit.SECONDS)
                    .withThrowableOfType(ExecutionException.class)
                    .havingRootCause()
                    .isInstanceOfSatisfying(
                            BrokenFenceException.class,
                            error -> assertThat(error.breach()).isEqualTo(breach));
        }
        assertThat(reader.counts(generation)).isEqualTo(before);
    }

    private static void awaitReady(SinkService sink) {
        await().atMost(PATIENCE).until(() -> sink.health().ready());
    }

    private void awaitExact() {
        await().atMost(PATIENCE).untilAsserted(this::assertExact);
    }

    private void assertExact() throws Exception {
        assertThat(reader.counts(generation)).isEqualTo(topic.expected());
        Map<Integer, Long> fences = new TreeMap<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            fences.put(partition, reader.get(fence(partition)).getLong(SinkDocuments.NEXT));
        }
        assertThat(fences).isEqualTo(topic.ends());
    }

    private String fence(int partition) {
        return SinkDocuments.FENCES + '/' + SinkDocuments.fenceId("mentions", generation, partition);
    }

    private static int partitions(SinkService sink) {
        return Integer.parseInt(sink.health().details().getOrDefault("claimed", "0"));
    }
}

package dev.mentions.sink.consume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mentions.contract.CountKey;
import dev.mentions.contract.CountUpdate;
import dev.mentions.contract.EntityKey;
import dev.mentions.contract.EntityKind;
import dev.mentions.contract.Generation;
import dev.mentions.contract.TopicSpec;
import dev.mentions.contract.Topics;
import dev.mentions.service.trace.RecordTracer;
import dev.mentions.sink.config.FlushConfig;
import dev.mentions.sink.config.RampPolicy;
import dev.mentions.sink.consume.FakeCountStore.Fault;
import dev.mentions.sink.plan.SourceLog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.internals.AutoOffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AssignmentTest {

    private static final TopicSpec<CountKey, CountUpdate> COUNTS = new Topics(Generation.FIRST).counts();
    private static final TopicPartition PARTITION = new TopicPartition(COUNTS.name(), 0);
    private static final Instant WINDOW = Instant.parse("2026-11-20T00:00:00Z");

    private final FakeCountStore store = new FakeCountStore();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final LoopQueue queue = new LoopQueue(() -> {});
    private final MockConsumer<byte[], byte[]> consumer =
            new MockConsumer<>(AutoOffsetResetStrategy.StrategyType.NONE.toString());
    private Assignment assignment;

    @BeforeEach
    void assign() {
        SinkClock clock = SinkClock.system();
        SinkContext context = new SinkContext(
                COUNTS.name(),
                store,
                partition -> CompletableFuture.completedFuture(new SourceLog("topic-1", 0, 100, false)),
                queue,
                clock,
                new Random(7),
                new FlushConfig(100, Duration.ofSeconds(60)),
                new WriteBudget(RampPolicy.OFF, clock),
                new SinkMetrics(registry),
                new StoreHealth(clock),
                RecordTracer.NONE);
        assignment = new Assignment(consumer, context, queue, new RecordDecoder(COUNTS));
        consumer.assign(List.of(PARTITION));
        assignment.onPartitionsAssigned(List.of(PARTITION));
    }

    @Test
    void shouldReadNothingBeforeTheClaimAndFromTheFenceAfterIt() {
        assertThat(consumer.paused()).containsExactly(PARTITION);
        assertThat(assignment.status(true).claimed()).isZero();

        claim();

        assertThat(consumer.paused()).isEmpty();
        assertThat(consumer.position(PARTITION)).isZero();
        assertThat(assignment.status(true)).isEqualTo(new SinkStatus(true, 1, 1, true));
    }

    /** C21. */
    @Test
    void shouldFlushWhatItHasReadWhenItIsRevoked() {
        claim();
        receiveOne();
        assertThat(store.counts).isEmpty();

        assignment.onPartitionsRevoked(List.of(PARTITION));

        assertThat(store.counts.values()).containsOnly(1L);
        assertThat(assignment.status(true).assigned()).isZero();
    }

    /** C21. */
    @Test
    void shouldLeaveACommitThatIsNotAnsweredInTime() {
        claim();
        receiveOne();
        store.faults.add(Fault.HANG);
        long before = System.nanoTime();

        assignment.onPartitionsRevoked(List.of(PARTITION));

        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(6));
        assertThat(store.counts).isEmpty();
        store.land();
        queue.drain();
        assertThat(store.counts.values()).containsOnly(1L);
    }

    /** C22. */
    @Test
    void shouldDropWhatItHasReadWhenThePartitionIsLost() {
        claim();
        receiveOne();

        assignment.onPartitionsLost(List.of(PARTITION));
        queue.drain();
        assignment.tick();

        assertThat(store.commits).isEmpty();
        assertThat(store.fence).isNotNull();
    }

    @Test
    void shouldRemoveThePartitionsMetersWhenItIsRevoked() {
        assertThat(registry.find("mentions.sink.lag.records").gauges()).hasSize(1);

        assignment.onPartitionsRevoked(List.of(PARTITION));

        assertThat(registry.find("mentions.sink.lag.records").gauges()).isEmpty();
        assertThat(registry.find("mentions.sink.lag").gauges()).isEmpty();
    }

    @Test
    void shouldCopyAFenceToTheGroupsOffsetsOnceForEachMove() {
        claim();
        assertThat(assignment.uncommitted()).containsOnly(Map.entry(PARTITION, new OffsetAndMetadata(0)));
        assertThat(assignment.uncommitted()).isEmpty();

        receiveOne();
        assignment.flushAll(Duration.ofSeconds(5));

        assertThat(assignment.uncommitted()).containsOnly(Map.entry(PARTITION, new OffsetAndMetadata(1)));
    }

    @Test
    void shouldSkipWhatItCannotRead() {
        claim();
        byte[] junk = {1, 2, 3};
        poll(List.of(
                record(0, junk, junk),
                record(1, key(), null),
                record(2, null, value()),
                record(
                        3,
                        COUNTS.key().serializer().serialize("", keyOf(Instant.parse("9000-01-01T00:00:00Z"))),
                        value()),
                record(4, key(), value())));
        assignment.flushAll(Duration.ofSeconds(5));

        assertThat(store.deadLetters).containsExactly(0L, 1L, 2L, 3L);
        assertThat(store.counts.values()).containsOnly(1L);
    }

    private void claim() {
        for (int i = 0; i < 5; i++) {
            queue.drain();
            assignment.tick();
        }
    }

    private void receiveOne() {
        poll(List.of(record(0, key(), value())));
    }

    private void poll(List<ConsumerRecord<byte[], byte[]>> records) {
        long next = records.get(records.size() - 1).offset() + 1;
        assignment.receive(
                new ConsumerRecords<>(Map.of(PARTITION, records), Map.of(PARTITION, new OffsetAndMetadata(next))));
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, byte[] key, byte[] value) {
        return new ConsumerRecord<>(PARTITION.topic(), PARTITION.partition(), offset, key, value);
    }

    private static CountKey keyOf(Instant window) {
        return CountKey.of(new EntityKey("p", EntityKind.PERSON, "ada"), window);
    }

    private static byte[] key() {
        return COUNTS.key().serializer().serialize("", keyOf(WINDOW));
    }

    private static byte[] value() {
        return COUNTS.value()
                .serializer()
                .serialize("", new CountUpdate(1, 1L, "Ada", WINDOW.plus(Duration.ofDays(1))));
    }
}

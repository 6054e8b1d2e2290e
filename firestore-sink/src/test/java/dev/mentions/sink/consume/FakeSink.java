package dev.mentions.sink.consume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mentions.service.trace.RecordTracer;
import dev.mentions.sink.config.FlushConfig;
import dev.mentions.sink.config.RampPolicy;
import dev.mentions.sink.plan.SourceLog;
import dev.mentions.sink.store.CountStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** A sink of one partition without Kafka: a log in memory, a hand-moved clock and a store that may be a fake. */
final class FakeSink {

    static final Instant WALL = Instant.parse("2026-11-20T12:00:00Z");
    static final String TOPIC_ID = "topic-1";

    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final StoreHealth health;
    final WriteBudget budget;
    final PartitionState state;
    private final LoopQueue queue = new LoopQueue(() -> {});
    private final List<SourceRecord> log;
    private final long logEnd;
    private final AtomicLong nanos;
    private long position;

    /**
     * @param log in order of offsets, with holes
     * @param logEnd offset after the last record or hole
     * @param nanos the clock, shared by the sinks of a test
     */
    FakeSink(CountStore store, List<SourceRecord> log, long logEnd, AtomicLong nanos) {
        this(store, log, logEnd, nanos, RecordTracer.NONE);
    }

    FakeSink(CountStore store, List<SourceRecord> log, long logEnd, AtomicLong nanos, RecordTracer tracer) {
        this(store, log, new SourceLog(TOPIC_ID, 0, logEnd, false), nanos, RampPolicy.OFF, tracer);
    }

    FakeSink(CountStore store, List<SourceRecord> log, SourceLog source, AtomicLong nanos, RampPolicy ramp) {
        this(store, log, source, nanos, ramp, RecordTracer.NONE);
    }

    private FakeSink(
            CountStore store,
            List<SourceRecord> log,
            SourceLog source,
            AtomicLong nanos,
            RampPolicy ramp,
            RecordTracer tracer) {
        this.log = log;
        this.logEnd = source.end();
        this.nanos = nanos;
        SinkClock clock = new SinkClock(() -> WALL.plusNanos(nanos.get()), nanos::get);
        this.health = new StoreHealth(clock);
        this.budget = new WriteBudget(ramp, clock);
        this.state = new PartitionState(
                0,
                new SinkContext(
                        "counts",
                        store,
                        partition -> CompletableFuture.completedFuture(source),
                        queue,
                        clock,
                        new Random(7),
                        new FlushConfig(6, Duration.ofMillis(500)),
                        budget,
                        new SinkMetrics(registry),
                        health,
                        tracer));
    }

    /** One turn of the loop. */
    void turn(int maxRecords, boolean flush) {
        queue.drain();
        state.tick(flush);
        if (state.takeSeek()) {
            position = state.next();
        }
        if (state.wantsRecords()) {
            poll(maxRecords);
        }
    }

    /** Lets time pass in steps until everything is in the store, the late calls of others included. */
    void finish() {
        for (int i = 0; i < 10_000 && !(state.isIdle() && state.next() == logEnd); i++) {
            nanos.addAndGet(Duration.ofMillis(100).toNanos());
            turn(50, true);
            if (state.confirmationDue()) {
                state.confirmed();
            }
        }
    }

    /** Lets time pass, and answers of a real store arrive, until {@code done}; fails after 20 s of real time. */
    void driveUntil(BooleanSupplier done) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).as("time in which it must happen").isLessThan(deadline);
            nanos.addAndGet(Duration.ofMillis(20).toNanos());
            try {
                queue.drain(Duration.ofMillis(5));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            turn(50, false);
        }
    }

    /** Drives until everything is in the store; claims again when fenced, as if the coordinator had agreed. */
    void driveToEnd() {
        driveUntil(() -> {
            if (state.confirmationDue()) {
                state.confirmed();
            }
            return state.isIdle() && state.next() == logEnd;
        });
    }

    double count(String meter) {
        return registry.get("mentions.sink." + meter).counter().count();
    }

    private void poll(int maxRecords) {
        List<SourceRecord> polled = log.stream()
                .filter(next -> next.offset() >= position)
                .limit(maxRecords)
                .toList();
        boolean all = polled.isEmpty() || polled.get(polled.size() - 1) == log.get(log.size() - 1);
        long next = all ? logEnd : polled.get(polled.size() - 1).offset() + 1;
        if (next > position) {
            position = next;
            state.receive(polled, next);
        }
    }
}

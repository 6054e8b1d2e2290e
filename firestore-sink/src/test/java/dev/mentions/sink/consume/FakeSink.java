package dev.mentions.sink.consume;

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

/** A sink of one partition without Kafka: a log in memory, a hand-moved clock and a store that may be a fake. */
final class FakeSink {

    static final String TOPIC_ID = "topic-1";

    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final StoreHealth health;
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
    FakeSink(CountStore store, List<SourceRecord> log, long logEnd, boolean committed, AtomicLong nanos) {
        this.log = log;
        this.logEnd = logEnd;
        this.nanos = nanos;
        SinkClock clock = new SinkClock(() -> Instant.EPOCH.plusNanos(nanos.get()), nanos::get);
        this.health = new StoreHealth(clock);
        this.state = new PartitionState(
                0,
                new SinkContext(
                        "counts",
                        store,
                        partition -> CompletableFuture.completedFuture(new SourceLog(TOPIC_ID, 0, logEnd, committed)),
                        queue,
                        clock,
                        new Random(7),
                        new FlushConfig(6, Duration.ofMillis(500)),
                        new WriteBudget(RampPolicy.OFF, clock),
                        new SinkMetrics(registry),
                        health));
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

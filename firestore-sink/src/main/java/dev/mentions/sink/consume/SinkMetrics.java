package dev.mentions.sink.consume;

import dev.mentions.sink.plan.CommitPlan;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Every meter of the sink. Names and tags are public: dashboards and alerts stand on them. */
public final class SinkMetrics {

    private static final String PREFIX = "mentions.sink.";

    private final MeterRegistry registry;
    private final Map<Outcome, Counter> commits = new EnumMap<>(Outcome.class);
    private final Counter records;
    private final Counter writes;
    private final Counter retries;
    private final Counter fenced;
    private final Counter deadLetters;
    private final DistributionSummary documents;
    private final Timer duration;

    /** What became of an attempt at a commit, in the words of docs/EXACTLY_ONCE.md. */
    enum Outcome {
        APPLIED,
        /** Found applied by reading the fence. */
        APPLIED_UNCLEAR,
        NOT_APPLIED,
        REFUSED,
        FENCED
    }

    /** The meters of one partition, for as long as it is assigned. */
    final class Partition implements AutoCloseable {

        private final AtomicLong lagRecords = new AtomicLong();
        private final AtomicLong lagMillis = new AtomicLong();
        private final List<Meter.Id> meters = new ArrayList<>();

        private Partition(int partition) {
            String tag = Integer.toString(partition);
            meters.add(Gauge.builder(PREFIX + "lag.records", lagRecords, AtomicLong::get)
                    .description("Records that are not in the counts yet, those in memory included")
                    .tag("partition", tag)
                    .register(registry)
                    .getId());
            meters.add(Gauge.builder(PREFIX + "lag", lagMillis, millis -> millis.get() / 1e3)
                    .description("Age of the oldest record that was read and is not in the counts yet")
                    .baseUnit("seconds")
                    .tag("partition", tag)
                    .register(registry)
                    .getId());
        }

        void lag(long records, Duration age) {
            lagRecords.set(records);
            lagMillis.set(age.toMillis());
        }

        @Override
        public void close() {
            meters.forEach(registry::remove);
        }
    }

    public SinkMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (Outcome outcome : Outcome.values()) {
            commits.put(
                    outcome,
                    Counter.builder(PREFIX + "commits")
                            .description("Attempts at a commit by outcome")
                            .tag(
                                    "outcome",
                                    outcome.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                            .register(registry));
        }
        this.records = counter("records", "Records whose deltas are in the counts");
        this.writes = counter("writes", "Documents written, fences included");
        this.retries = counter("retries", "Calls to Firestore that had to be made again");
        this.fenced = counter("fenced", "Times another sink had claimed one of our partitions");
        this.deadLetters = counter("dead.letters", "Records skipped into mentions-dead-letters");
        this.documents = DistributionSummary.builder(PREFIX + "commit.documents")
                .description("Documents per commit")
                .register(registry);
        this.duration = Timer.builder(PREFIX + "commit.duration")
                .description("From sending a commit to its answer")
                .register(registry);
    }

    Partition partition(int partition) {
        return new Partition(partition);
    }

    void budget(WriteBudget budget) {
        Gauge.builder(PREFIX + "writes.allowed", budget, WriteBudget::allowed)
                .description("Writes a second that the ramp allows now")
                .register(registry);
    }

    void attempted(Outcome outcome) {
        count(commits.get(outcome));
    }

    void applied(CommitPlan plan) {
        records.increment(plan.records());
        writes.increment(plan.writes());
        documents.record(plan.writes());
        deadLetters.increment(plan.deadLetters().size());
    }

    void took(long nanos) {
        duration.record(Duration.ofNanos(nanos));
    }

    void retried() {
        retries.increment();
    }

    void fenced() {
        fenced.increment();
        attempted(Outcome.FENCED);
    }

    private Counter counter(String name, String description) {
        return Counter.builder(PREFIX + name).description(description).register(registry);
    }

    private static void count(Counter counter) {
        counter.increment();
    }
}

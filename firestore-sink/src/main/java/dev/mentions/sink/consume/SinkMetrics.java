package dev.mentions.sink.consume;

import dev.mentions.sink.plan.CommitPlan;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.jspecify.annotations.Nullable;

/** Every meter of the sink. Names and tags are public: dashboards and alerts stand on them. */
public final class SinkMetrics implements AutoCloseable {

    private static final String PREFIX = "mentions.sink.";
    private static final String SECONDS = "seconds";

    /** From what nobody notices to what an archive takes that is loaded faster than it is counted. */
    private static final Duration[] LATENCIES = LongStream.of(
                    500,
                    1_000,
                    2_000,
                    3_000,
                    5_000,
                    10_000,
                    30_000,
                    60_000,
                    300_000,
                    900_000,
                    3_600_000,
                    21_600_000,
                    86_400_000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final MeterRegistry registry;
    private final Map<Outcome, Counter> commits = new EnumMap<>(Outcome.class);
    private final Counter records;
    private final Counter writes;
    private final Counter retries;
    private final Counter fenced;
    private final Counter deadLetters;
    private final DistributionSummary documents;
    private final Timer duration;
    private final Timer endToEnd;
    private final AtomicLong newestAcceptance = new AtomicLong(Long.MIN_VALUE);
    private @Nullable KafkaClientMetrics kafka;

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
                    .baseUnit(SECONDS)
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
        this.endToEnd = Timer.builder(PREFIX + "end.to.end.latency")
                .description("From the acceptance of a post to its count in Firestore")
                .serviceLevelObjectives(LATENCIES)
                .register(registry);
        Gauge.builder(PREFIX + "newest.acceptance.timestamp", newestAcceptance, SinkMetrics::seconds)
                .description("When the newest post that is in the counts was accepted")
                .baseUnit(SECONDS)
                .register(registry);
    }

    /** Shows what the consumer measures of itself, until this is closed. */
    void consumer(Consumer<?, ?> consumer) {
        KafkaClientMetrics shown = new KafkaClientMetrics(consumer);
        shown.bindTo(registry);
        kafka = shown;
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

    /**
     * Measures how long posts took to their counts.
     *
     * @param acceptances one for each record whose latest post is known
     * @param now when it was known that they are in the counts
     */
    void counted(List<Instant> acceptances, Instant now) {
        for (Instant acceptance : acceptances) {
            Duration latency = Duration.between(acceptance, now);
            // The clocks of two machines differ.
            endToEnd.record(latency.isNegative() ? Duration.ZERO : latency);
            newestAcceptance.accumulateAndGet(acceptance.toEpochMilli(), Math::max);
        }
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

    @Override
    public void close() {
        if (kafka != null) {
            kafka.close();
        }
    }

    /** No time at all while there is none: it would be an age of decades to who subtracts it. */
    private static double seconds(AtomicLong millis) {
        return millis.get() == Long.MIN_VALUE ? Double.NaN : millis.get() / (double) TimeUnit.SECONDS.toMillis(1);
    }

    private Counter counter(String name, String description) {
        return Counter.builder(PREFIX + name).description(description).register(registry);
    }

    private static void count(Counter counter) {
        counter.increment();
    }
}

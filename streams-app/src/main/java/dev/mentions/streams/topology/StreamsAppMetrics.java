package dev.mentions.streams.topology;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.system.DiskSpaceMetrics;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Every meter of this module. They count attempts: what a rolled-back transaction did is done, and counted, again.
 * Safe for use by several threads.
 */
public final class StreamsAppMetrics {

    private static final String PREFIX = "mentions.streams.";
    private static final String REASON = "reason";

    private final MeterRegistry registry;
    private final Timer extraction;
    private final Counter duplicates;
    private final Counter late;
    private final Map<RejectionReason, Counter> rejected = new EnumMap<>(RejectionReason.class);
    private final Counter replacedThreads;
    private final Map<String, AtomicLong> lostOffsets = new ConcurrentHashMap<>();

    public StreamsAppMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.extraction = Timer.builder(PREFIX + "extraction")
                .description("Posts whose mentions were extracted, and the time each took")
                .publishPercentileHistogram()
                .register(registry);
        this.duplicates = counter("posts.duplicate", "Posts dropped because their publication used the id before");
        this.late = counter("mentions.late", "Mentions that came after their window's grace and went round the table");
        // All from the start: an alert sees a rise from 0, and none of a meter that appears with its first event.
        for (RejectionReason reason : RejectionReason.values()) {
            rejected.put(
                    reason,
                    Counter.builder(PREFIX + "rejected")
                            .description("Records that went to the dead letters")
                            .tag(REASON, reason.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                            .register(registry));
        }
        this.replacedThreads = counter("threads.replaced", "Stream threads that failed and were replaced");
    }

    private Counter counter(String name, String description) {
        return Counter.builder(PREFIX + name).description(description).register(registry);
    }

    /** Shows how much room there is on the disk of the state directory. */
    public void disk(Path stateDirectory) {
        new DiskSpaceMetrics(stateDirectory.toAbsolutePath().toFile()).bindTo(registry);
    }

    /**
     * Says how many offsets of its source topic an application misses; it has stopped if there are any.
     *
     * @param applicationId in Kafka Streams
     */
    public void lostOffsets(String applicationId, long offsets) {
        lostOffsets.computeIfAbsent(applicationId, this::lostOffsetsOf).set(offsets);
    }

    private AtomicLong lostOffsetsOf(String applicationId) {
        AtomicLong offsets = new AtomicLong();
        Gauge.builder(PREFIX + "lost.offsets", offsets, AtomicLong::get)
                .description("Offsets that were deleted before they were read, or lost by the broker after that")
                .tag("application", applicationId)
                .register(registry);
        return offsets;
    }

    /** Times the extraction of each post that was extracted. */
    public Timer extraction() {
        return extraction;
    }

    public void duplicateDropped() {
        duplicates.increment();
    }

    public void mentionLate() {
        late.increment();
    }

    public void rejected(RejectionReason reason) {
        rejected.get(reason).increment();
    }

    public void threadReplaced() {
        replacedThreads.increment();
    }
}

package dev.mentions.streams.topology;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * Every meter of this module. They count attempts: what a rolled-back transaction did is done, and counted, again.
 * Safe for use by several threads.
 */
public final class StreamsAppMetrics {

    private static final String REJECTED = "mentions.streams.rejected";
    private static final String STAGE = "stage";

    private final Timer extraction;
    private final Counter duplicates;
    private final Counter late;
    private final Counter rejectedUnreadable;
    private final Counter rejectedProcessing;
    private final Counter replacedThreads;

    public StreamsAppMetrics(MeterRegistry registry) {
        this.extraction = Timer.builder("mentions.streams.extraction")
                .description("Posts whose mentions were extracted, and the time each took")
                .publishPercentileHistogram()
                .register(registry);
        this.duplicates = Counter.builder("mentions.streams.posts.duplicate")
                .description("Posts dropped because their publication used the id before")
                .register(registry);
        this.late = Counter.builder("mentions.streams.mentions.late")
                .description("Mentions that came after their window's grace and went round the table")
                .register(registry);
        this.rejectedUnreadable = rejected(registry, "deserialization");
        this.rejectedProcessing = rejected(registry, "processing");
        this.replacedThreads = Counter.builder("mentions.streams.threads.replaced")
                .description("Stream threads that failed and were replaced")
                .register(registry);
    }

    private static Counter rejected(MeterRegistry registry, String stage) {
        return Counter.builder(REJECTED)
                .tag(STAGE, stage)
                .description("Records that went to the dead letters")
                .register(registry);
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

    public void rejectedUnreadable() {
        rejectedUnreadable.increment();
    }

    public void rejectedInProcessing() {
        rejectedProcessing.increment();
    }

    public void threadReplaced() {
        replacedThreads.increment();
    }
}

package dev.mentions.dashboard.counts;

import dev.mentions.dashboard.store.CountStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** Everything that can be asked of counts. Thread-safe. */
public final class Counts implements AutoCloseable {

    private final ReadThreads threads = new ReadThreads();
    private final Windows windows;
    private final Entities entities;
    private final RangeTop ranges;
    private final Changes changes;
    private final Comparison comparison;
    private final Across across;

    /**
     * @param refresh how often something is read, at most
     * @param nanoTime the time, as {@link System#nanoTime()} tells it
     */
    public Counts(CountStore store, Duration refresh, InstantSource clock, LongSupplier nanoTime) {
        Freshness freshness = new Freshness(refresh, nanoTime);
        this.windows = new Windows(store, freshness, clock);
        this.entities = new Entities(store, freshness, clock);
        this.ranges = new RangeTop(entities, threads, freshness, clock);
        this.changes = new Changes(entities);
        this.comparison = new Comparison(entities);
        this.across = new Across(entities);
    }

    public ReadThreads threads() {
        return threads;
    }

    public Windows windows() {
        return windows;
    }

    public Entities entities() {
        return entities;
    }

    public RangeTop ranges() {
        return ranges;
    }

    public Changes changes() {
        return changes;
    }

    public Comparison comparison() {
        return comparison;
    }

    public Across across() {
        return across;
    }

    @Override
    public void close() {
        threads.close();
    }
}

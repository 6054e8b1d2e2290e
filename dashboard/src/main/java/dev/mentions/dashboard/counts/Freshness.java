package dev.mentions.dashboard.counts;

import dev.mentions.dashboard.feed.Stamp;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * When what was read is read again. A publication's (or window's) document changes with its articles; its entities are
 * written by others, shortly before or after. So what was read well after the last change is taken as long as there is
 * no other, for some minutes; and what was read about then only until the next refresh.
 */
final class Freshness {

    /** How much later than articles entities may be counted, and be found at the next look. */
    static final Duration SETTLE = Duration.ofSeconds(30);

    /** Entities that were counted later than that are found after this time. */
    static final Duration LONGEST = Duration.ofMinutes(5);

    private final long refreshNanos;
    private final LongSupplier nanoTime;

    /** @param refresh how often something is read, at most */
    Freshness(Duration refresh, LongSupplier nanoTime) {
        this.refreshNanos = refresh.toNanos();
        this.nanoTime = nanoTime;
    }

    long now() {
        return nanoTime.getAsLong();
    }

    /** Tells whether something was read so recently that it is not read again yet. */
    boolean isRecent(long readNanos) {
        return now() - readNanos < refreshNanos;
    }

    /**
     * Tells whether something is still as it was read.
     *
     * @param readNanos when it was read in full
     * @param read the state of the document above it at that time
     * @param latest that document's state now
     */
    boolean isSettled(long readNanos, Stamp read, Stamp latest) {
        return !latest.version().isAfter(read.version())
                && readNanos - latest.sinceNanos() > SETTLE.toNanos()
                && now() - readNanos < LONGEST.toNanos();
    }
}

package dev.mentions.dashboard.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * Which state of a document is known.
 *
 * @param version when it was written, by Firestore's clock
 * @param sinceNanos since when we know it to be the latest, as {@link System#nanoTime()} tells the time
 */
public record Stamp(Instant version, long sinceNanos) {

    /** Older is as old. */
    private static final long OLD_SECONDS = 3_600;

    /**
     * Returns the stamp of a document that is seen for the first time: it is no younger for that.
     *
     * @param changedAt when it has changed, by the clock of whoever wrote it
     * @param now the time by our clock
     * @param nanos the same as {@link System#nanoTime()} tells it
     */
    public static Stamp first(Instant version, Instant changedAt, Instant now, long nanos) {
        Duration age = Duration.between(changedAt, now);
        return new Stamp(
                version, nanos - TimeUnit.SECONDS.toNanos(Math.max(0, Math.min(age.toSeconds(), OLD_SECONDS))));
    }
}

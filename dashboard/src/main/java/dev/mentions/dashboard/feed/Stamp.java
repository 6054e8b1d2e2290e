package dev.mentions.dashboard.feed;

import java.time.Instant;

/**
 * Which state of a document is known.
 *
 * @param version when it was written, by Firestore's clock
 * @param sinceNanos since when we know it to be the latest, as {@link System#nanoTime()} tells the time
 */
public record Stamp(Instant version, long sinceNanos) {}

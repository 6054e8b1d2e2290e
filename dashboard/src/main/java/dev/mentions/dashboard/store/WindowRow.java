package dev.mentions.dashboard.store;

import java.time.Instant;

/**
 * A window of a publication as it stands in Firestore.
 *
 * @param start inclusive
 * @param end exclusive
 * @param articles posts counted
 * @param version when the document was written
 */
public record WindowRow(Instant start, Instant end, long articles, Instant version) {}

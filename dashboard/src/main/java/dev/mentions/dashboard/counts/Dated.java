package dev.mentions.dashboard.counts;

import java.time.Instant;

/**
 * Something that was read.
 *
 * @param asOf when it was true
 */
public record Dated<T>(T value, Instant asOf) {

    /** Returns when something was true that is made of two. */
    public static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}

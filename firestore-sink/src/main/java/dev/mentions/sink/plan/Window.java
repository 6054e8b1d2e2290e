package dev.mentions.sink.plan;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A window of event time.
 *
 * @param start inclusive
 * @param end exclusive
 */
public record Window(Instant start, Instant end) {

    public Window {
        requireNonNull(start, "start");
        requireNonNull(end, "end");
    }
}

package dev.mentions.streams.count;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;

/**
 * Tumbling windows of event time, the epoch being the start of one of them, also before 1970.
 *
 * @param size of each window, in whole milliseconds, at least 1
 */
public record Windows(Duration size) {

    public static final Windows DAILY = new Windows(Duration.ofDays(1));

    /** The earliest event that is counted: Firestore holds the years 1 to 9999. */
    public static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    public Windows {
        requireNonNull(size, "size");
        if (size.toMillis() < 1 || size.toNanosPart() % 1_000_000 != 0) {
            throw new IllegalArgumentException("a window's size is in whole milliseconds, at least 1, is " + size);
        }
    }

    /**
     * One window.
     *
     * @param start inclusive
     * @param end exclusive
     */
    public record Window(Instant start, Instant end) {

        public Window {
            requireNonNull(start, "start");
            requireNonNull(end, "end");
        }

        /**
         * Returns whether a mention in this window is too late for the windowed table.
         *
         * @param grace how long after its end a window is kept open
         * @param streamTime the latest event time seen so far, the mention's own included
         */
        public boolean isClosed(Duration grace, Instant streamTime) {
            return !end.plus(grace).isAfter(streamTime);
        }
    }

    /**
     * Returns the window an event is in.
     *
     * @throws ArithmeticException when the time is more than 290 million years from now
     */
    public Window windowOf(Instant eventTime) {
        long start = startOf(eventTime.toEpochMilli());
        return new Window(Instant.ofEpochMilli(start), Instant.ofEpochMilli(Math.addExact(start, size.toMillis())));
    }

    private long startOf(long epochMillis) {
        // Rounds down, so that windows before 1970 are as long as the others.
        return Math.multiplyExact(Math.floorDiv(epochMillis, size.toMillis()), size.toMillis());
    }
}

package dev.mentions.sink.consume;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Waits that double, with jitter, so that sinks that failed together do not come back together. For one thread. */
final class Backoff {

    private final Duration first;
    private final Duration longest;
    private final RandomGenerator random;
    private Duration current;

    Backoff(Duration first, Duration longest, RandomGenerator random) {
        this.first = first;
        this.longest = longest;
        this.random = random;
        this.current = first;
    }

    /** Returns the next wait: between half of it and all of it. */
    long nextNanos() {
        long nanos = current.toNanos();
        Duration doubled = current.multipliedBy(2);
        current = doubled.compareTo(longest) > 0 ? longest : doubled;
        return nanos / 2 + random.nextLong(nanos / 2 + 1);
    }

    void reset() {
        current = first;
    }
}

package dev.mentions.service;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Until when topics have to be ready.
 *
 * @param nanoTime as of {@link System#nanoTime()}
 */
record TopicDeadline(long nanoTime) {

    static TopicDeadline in(Duration limit) {
        return new TopicDeadline(System.nanoTime() + limit.toNanos());
    }

    /**
     * Returns how long there is, at least 1 ms.
     *
     * @throws TimeoutException when it has passed
     */
    long remainingMillis() throws TimeoutException {
        long remaining = TimeUnit.NANOSECONDS.toMillis(nanoTime - System.nanoTime());
        if (remaining <= 0) {
            throw new TimeoutException(
                    "The topics are not ready in time; is the broker at bootstrap.servers reachable?");
        }
        return remaining;
    }
}

package dev.mentions.streams.runtime;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;

/** How many threads may fail and be replaced within a time. Safe for use by several threads. */
final class ReplacementBudget {

    private final int replacements;
    private final Duration time;
    private final InstantSource clock;
    private final Deque<Instant> spent = new ArrayDeque<>();

    ReplacementBudget(int replacements, Duration time, InstantSource clock) {
        this.replacements = replacements;
        this.time = time;
        this.clock = clock;
    }

    /** Takes one replacement out of the budget, or returns false when there is none left. */
    synchronized boolean spend() {
        Instant now = clock.instant();
        while (!spent.isEmpty() && !spent.peekFirst().plus(time).isAfter(now)) {
            spent.removeFirst();
        }
        if (spent.size() >= replacements) {
            return false;
        }
        spent.addLast(now);
        return true;
    }
}

package dev.mentions.streams.runtime;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/** How many threads may fail and be replaced within a time. Safe for use by several threads. */
final class ReplacementBudget {

    private final int replacements;
    private final Duration time;
    private final LongSupplier nanoTime;
    private final Deque<Long> spent = new ArrayDeque<>();

    /**
     * @param nanoTime as {@link System#nanoTime()}: a clock that nobody sets
     */
    ReplacementBudget(int replacements, Duration time, LongSupplier nanoTime) {
        this.replacements = replacements;
        this.time = time;
        this.nanoTime = nanoTime;
    }

    /** Takes one replacement out of the budget, or returns false when there is none left. */
    synchronized boolean spend() {
        long now = nanoTime.getAsLong();
        while (!spent.isEmpty() && now - spent.peekFirst() >= time.toNanos()) {
            spent.removeFirst();
        }
        if (spent.size() >= replacements) {
            return false;
        }
        spent.addLast(now);
        return true;
    }
}

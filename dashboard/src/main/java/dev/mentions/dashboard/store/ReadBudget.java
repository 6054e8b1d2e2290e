package dev.mentions.dashboard.store;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * What may be read: a bucket that holds the reads of one minute and fills up at that rate. Half of it is kept for what
 * nobody has seen yet: when the other half is gone, refreshes wait. Safe for use by several threads.
 */
public final class ReadBudget {

    private static final double NANOS_PER_MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final int perMinute;
    private final LongSupplier nanoTime;
    private double left;
    private long filledAt;

    /**
     * @param perMinute documents read in a minute; in the first one up to twice as many, because the bucket begins full
     * @param nanoTime the time, as {@link System#nanoTime()} tells it
     */
    public ReadBudget(int perMinute, LongSupplier nanoTime) {
        this.perMinute = perMinute;
        this.nanoTime = nanoTime;
        this.left = perMinute;
        this.filledAt = nanoTime.getAsLong();
    }

    /**
     * Sets reads aside before they are made. Whoever knows afterwards how many there were gives the rest back.
     *
     * @param reads at most; where they are more than half of what may be spent, that half is enough: how many there are
     *     is known afterwards only, and what is too much is made up for by waiting
     * @throws BudgetSpentException when there are not so many left
     */
    public synchronized void take(long reads, Need need) {
        fill();
        double kept = need == Need.REFRESH ? perMinute / 2.0 : 0;
        double wanted = Math.min((double) reads, (perMinute - kept) / 2);
        if (left - wanted < kept) {
            double missing = kept + wanted - left;
            throw new BudgetSpentException((long) Math.ceil(Math.max(1, missing * 60 / perMinute)));
        }
        left -= reads;
    }

    /** Corrects what was taken, when it turns out to be fewer, or more (negative). */
    public synchronized void giveBack(long reads) {
        fill();
        left = Math.min(perMinute, left + reads);
    }

    public int perMinute() {
        return perMinute;
    }

    private void fill() {
        long now = nanoTime.getAsLong();
        left = Math.min(perMinute, left + (now - filledAt) / NANOS_PER_MINUTE * perMinute);
        filledAt = now;
    }
}

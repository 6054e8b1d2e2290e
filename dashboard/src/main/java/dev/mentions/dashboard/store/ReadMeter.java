package dev.mentions.dashboard.store;

import dev.mentions.dashboard.metrics.DashboardMetrics;
import dev.mentions.dashboard.metrics.DashboardMetrics.Read;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Counts the documents that are read, as Firestore bills them. Safe for use by several threads. */
public final class ReadMeter {

    private static final int SECONDS = 60;

    private final DashboardMetrics metrics;
    private final AtomicLong total = new AtomicLong();
    private final LongSupplier nanoTime;
    private final long[] bySecond = new long[SECONDS];
    private long second;

    public ReadMeter(DashboardMetrics metrics, LongSupplier nanoTime) {
        this.metrics = metrics;
        this.nanoTime = nanoTime;
        this.second = seconds();
    }

    /** Counts documents that were read. */
    public void count(Read what, long documents) {
        metrics.read(what, documents);
        total.addAndGet(documents);
        synchronized (this) {
            forget();
            bySecond[(int) Math.floorMod(second, (long) SECONDS)] += documents;
        }
    }

    /** Returns how many documents were read since the start. */
    public long total() {
        return total.get();
    }

    /** Returns how many documents were read in the last minute. */
    public synchronized long lastMinute() {
        forget();
        return Arrays.stream(bySecond).sum();
    }

    private void forget() {
        long now = seconds();
        for (long passed = Math.max(second + 1, now - SECONDS + 1); passed <= now; passed++) {
            bySecond[(int) Math.floorMod(passed, (long) SECONDS)] = 0;
        }
        second = now;
    }

    private long seconds() {
        return TimeUnit.NANOSECONDS.toSeconds(nanoTime.getAsLong());
    }
}

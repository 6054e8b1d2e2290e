package dev.mentions.dashboard.store;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Counts the documents that are read, as Firestore bills them. Safe for use by several threads. */
public final class ReadMeter {

    private static final int SECONDS = 60;

    private final Map<What, Counter> counters = new EnumMap<>(What.class);
    private final AtomicLong total = new AtomicLong();
    private final LongSupplier nanoTime;
    private final long[] bySecond = new long[SECONDS];
    private long second;

    /** What is read. */
    public enum What {
        GENERATION,
        PUBLICATIONS,
        WINDOWS,
        ENTITIES,
        COUNTS,
        FENCES
    }

    public ReadMeter(MeterRegistry registry, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.second = seconds();
        for (What what : What.values()) {
            counters.put(
                    what,
                    Counter.builder("mentions.dashboard.firestore.reads")
                            .description("Documents read from Firestore, as it bills them")
                            .tag("what", what.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
    }

    /** Counts documents that were read. */
    public void count(What what, long documents) {
        counters.get(what).increment((double) documents);
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

package dev.mentions.service;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The wall clock without its steps back: when the wall clock is set back, this one continues from where it was, at the
 * pace of the monotonic clock, and stays ahead by the size of the step. It follows steps forward. Thread-safe.
 */
public final class SteadyClock {

    /** The clock of this process. */
    public static final SteadyClock SYSTEM = new SteadyClock(System::currentTimeMillis, System::nanoTime);

    private static final Logger LOGGER = LoggerFactory.getLogger(SteadyClock.class);

    /** Smaller changes are corrections that nobody has to know of. */
    private static final long STEP_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final LongSupplier wallMillis;
    private final LongSupplier nanoTime;

    /** By how much the wall clock was ahead of the monotonic clock when it was furthest ahead. */
    private final AtomicLong furthestNanos;

    /** The same at the last step. */
    private final AtomicLong steppedNanos;

    SteadyClock(LongSupplier wallMillis, LongSupplier nanoTime) {
        this.wallMillis = wallMillis;
        this.nanoTime = nanoTime;
        long now = offsetNanos();
        this.furthestNanos = new AtomicLong(now);
        this.steppedNanos = new AtomicLong(now);
    }

    /** Returns milliseconds since the epoch, never fewer than before. */
    public long millis() {
        long offset = offsetNanos();
        long furthest = furthestNanos.get();
        if (offset > furthest) { // seldom, so that threads do not write what others read all the time
            furthest = furthestNanos.accumulateAndGet(offset, Math::max);
        }
        logStep(offset);
        return TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() + furthest);
    }

    /** Returns by how much this clock is ahead of the wall clock: nothing unless that was set back. */
    public Duration ahead() {
        return Duration.ofNanos(Math.max(0, furthestNanos.get() - offsetNanos()));
    }

    /** The wall clock is read first, so that a thread that is held up in between sees it behind and never ahead. */
    private long offsetNanos() {
        long wall = TimeUnit.MILLISECONDS.toNanos(wallMillis.getAsLong());
        return wall - nanoTime.getAsLong();
    }

    private void logStep(long offset) {
        long before = steppedNanos.get();
        if (isStep(before, offset)
                // The second look tells a step from a thread that was held up.
                && !isStep(offset, offsetNanos())
                && steppedNanos.compareAndSet(before, offset)) {
            double seconds = TimeUnit.NANOSECONDS.toMillis(offset - before) / 1e3;
            LOGGER.atWarn()
                    .addKeyValue("stepSeconds", seconds)
                    .addKeyValue("aheadSeconds", ahead().toMillis() / 1e3)
                    .log(
                            seconds < 0
                                    ? "The wall clock was set back; Kafka clients keep their time and continue. Check NTP on this machine"
                                    : "The wall clock was set forward; pending Kafka timeouts may expire early. Check NTP on this machine");
        }
    }

    private static boolean isStep(long before, long now) {
        return Math.abs(now - before) >= STEP_NANOS;
    }
}

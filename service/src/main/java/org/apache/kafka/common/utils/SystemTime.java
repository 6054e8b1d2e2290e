package org.apache.kafka.common.utils;

import dev.mentions.service.KafkaClock;
import dev.mentions.service.SteadyClock;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.NullMarked;

/**
 * The time source of Kafka's clients, Kafka Streams and an embedded broker, in place of Kafka's class of the same name:
 * it never goes back. {@link KafkaClock} installs it and decision 101 says why. Thread-safe.
 */
@NullMarked
final class SystemTime implements Time, KafkaClock.Steady {

    private static final SystemTime INSTANCE = new SystemTime();

    private SystemTime() {}

    /** Called by {@link Time} for {@link Time#SYSTEM}. */
    static SystemTime getSystemTime() {
        return INSTANCE;
    }

    @Override
    public long milliseconds() {
        return SteadyClock.SYSTEM.millis();
    }

    @Override
    public long nanoseconds() {
        return System.nanoTime();
    }

    @Override
    public void sleep(long ms) {
        Utils.sleep(ms);
    }

    @Override
    public void waitObject(Object monitor, Supplier<Boolean> condition, long deadlineMs) throws InterruptedException {
        synchronized (monitor) {
            while (!condition.get()) {
                long remainingMs = deadlineMs - milliseconds();
                if (remainingMs <= 0) {
                    throw new TimeoutException("Condition not satisfied before deadline");
                }
                monitor.wait(remainingMs);
            }
        }
    }
}

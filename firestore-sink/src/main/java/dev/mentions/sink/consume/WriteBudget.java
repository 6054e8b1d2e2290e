package dev.mentions.sink.consume;

import dev.mentions.sink.config.RampPolicy;
import java.time.Duration;

/**
 * How many documents a second may be written, over all partitions: Firestore wants new collections to be loaded with
 * 500 writes a second at first and half as many again every five minutes. A token bucket of one second's writes that a
 * commit may overdraw. For one thread; {@link #allowed()} for any.
 */
final class WriteBudget {

    private static final double FIRST = 500;
    private static final double LEAST = 50;
    private static final double GROWTH = 1.5;
    private static final long GROWTH_NANOS = Duration.ofMinutes(5).toNanos();
    private static final double NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();

    private final RampPolicy policy;
    private final SinkClock clock;
    private volatile double allowed;
    private double tokens;
    private long filledAt;
    private long grownAt;

    WriteBudget(RampPolicy policy, SinkClock clock) {
        this.policy = policy;
        this.clock = clock;
        this.allowed = policy == RampPolicy.ON ? FIRST : Double.POSITIVE_INFINITY;
        this.tokens = FIRST;
        this.filledAt = clock.nanos();
        this.grownAt = filledAt;
    }

    /** Takes room for a commit, if there is any now. */
    boolean tryAcquire(int writes) {
        if (policy == RampPolicy.OFF) {
            return true;
        }
        refill();
        if (tokens <= 0) {
            return false;
        }
        tokens -= writes;
        return true;
    }

    /** Firestore is overloaded: half of what was allowed. */
    void slowDown() {
        if (policy == RampPolicy.ON) {
            refill();
            allowed = Math.max(LEAST, allowed / 2);
            tokens = Math.min(tokens, 0);
        }
    }

    /** Returns the writes a second that are allowed now; infinite without a ramp. */
    double allowed() {
        return allowed;
    }

    private void refill() {
        long now = clock.nanos();
        while (now - grownAt >= GROWTH_NANOS) {
            grownAt += GROWTH_NANOS;
            allowed = allowed * GROWTH;
        }
        tokens = Math.min(allowed, tokens + (now - filledAt) / NANOS_PER_SECOND * allowed);
        filledAt = now;
    }
}

package dev.mentions.sink.consume;

import dev.mentions.sink.store.StoreException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether Firestore answered last time; a change is logged once. Written by the loop, read by any thread. */
final class StoreHealth {

    private static final Logger LOGGER = LoggerFactory.getLogger(StoreHealth.class);

    private final SinkClock clock;
    private volatile @Nullable String problem;
    private volatile long heardAt;

    StoreHealth(SinkClock clock) {
        this.clock = clock;
        this.heardAt = clock.nanos();
    }

    void answered() {
        heardAt = clock.nanos();
        if (problem != null) {
            problem = null;
            LOGGER.info("Firestore answers again");
        }
    }

    void failed(StoreException error) {
        heardAt = clock.nanos();
        boolean first = problem == null;
        problem = error.getMessage();
        if (first) {
            LOGGER.atWarn().addKeyValue("problem", problem).log("A call to Firestore failed; trying until it works");
        }
    }

    /** Returns what went wrong last; null while all is well. */
    @Nullable
    String problem() {
        return problem;
    }

    /** Returns how long ago Firestore was last called and answered, or failed. */
    long silentNanos() {
        return clock.nanos() - heardAt;
    }
}

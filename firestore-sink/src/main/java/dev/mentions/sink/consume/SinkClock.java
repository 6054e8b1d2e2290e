package dev.mentions.sink.consume;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** The two clocks there are: one to write down, which people set, and one to wait by, which only goes forward. */
record SinkClock(InstantSource wall, LongSupplier ticker) {

    static SinkClock system() {
        return new SinkClock(InstantSource.system(), System::nanoTime);
    }

    Instant now() {
        return wall.instant();
    }

    /** Returns nanoseconds since some moment; only differences mean anything. */
    long nanos() {
        return ticker.getAsLong();
    }
}

package dev.mentions.embedded.firestore.store;

import com.google.protobuf.Timestamp;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Firestore's times: whole microseconds since the epoch. */
public final class Micros {

    private static final long PER_SECOND = TimeUnit.SECONDS.toMicros(1);

    private Micros() {}

    static long of(Instant instant) {
        return instant.getEpochSecond() * PER_SECOND + instant.getNano() / 1000;
    }

    /** Returns the microseconds of a time, what is finer cut off. */
    public static long of(Timestamp timestamp) {
        return timestamp.getSeconds() * PER_SECOND + timestamp.getNanos() / 1000;
    }

    public static Timestamp toTimestamp(long micros) {
        return Timestamp.newBuilder()
                .setSeconds(Math.floorDiv(micros, PER_SECOND))
                .setNanos((int) Math.floorMod(micros, PER_SECOND) * 1000)
                .build();
    }
}

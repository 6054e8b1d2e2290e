package dev.mentions.systemtests.clock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The JDK's methods that read the wall clock, by this process's {@link MovableClock}. Public, because code in the product
 * calls it.
 */
public final class MovedTime {

    /** What the clock is set to; the file is written by the test's process. */
    private static volatile ByteBuffer aheadMillis = ByteBuffer.allocate(Long.BYTES);

    private MovedTime() {}

    /** Follows a clock from now on. */
    static void follow(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            aheadMillis = channel.map(FileChannel.MapMode.READ_ONLY, 0, Long.BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot follow the clock in " + file, e);
        }
    }

    /** Stands for {@link System#currentTimeMillis()}. */
    public static long currentTimeMillis() {
        return System.currentTimeMillis() + aheadMillis.getLong(0);
    }

    /** Stands for {@link Instant#now()}. */
    public static Instant now() {
        return Instant.now().plusMillis(aheadMillis.getLong(0));
    }

    /** Stands for {@link InstantSource#system()}. */
    public static InstantSource system() {
        return MovedTime::now;
    }

    /** Stands for {@link Clock#systemUTC()}. */
    public static Clock systemUTC() {
        return new Moved(ZoneOffset.UTC);
    }

    private static final class Moved extends Clock {

        private final ZoneId zone;

        Moved(ZoneId zone) {
            this.zone = zone;
        }

        @Override
        public ZoneId getZone() {
            return zone;
        }

        @Override
        public Clock withZone(ZoneId other) {
            return new Moved(other);
        }

        @Override
        public Instant instant() {
            return now();
        }
    }
}

package dev.mentions.producer.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/**
 * A body that may not keep its reader waiting for ever. It has an allowance of waiting time, which every byte fills up
 * again, never beyond what it was at first: so a stream of any length has to come at a rate, and one that was fast
 * cannot live on that later. Time in which the reader does something else does not count: it is the reader's own. For
 * one thread.
 */
final class PacedInput extends FilterInputStream {

    private final long fullNanos;
    private final long nanosPerByte;
    private final LongSupplier nanoTime;
    private long leftNanos;

    /**
     * @param allowance how long the body may be waited for at first, and again after it has come at the rate
     * @param bytesPerSecond the rate
     * @param nanoTime the clock
     */
    PacedInput(InputStream in, Duration allowance, int bytesPerSecond, LongSupplier nanoTime) {
        super(in);
        this.fullNanos = allowance.toNanos();
        this.nanosPerByte = TimeUnit.SECONDS.toNanos(1) / bytesPerSecond;
        this.nanoTime = nanoTime;
        this.leftNanos = fullNanos;
    }

    /** The body comes too slowly, or not at all. */
    static final class TooSlowException extends IOException {

        private static final long serialVersionUID = 1L;

        TooSlowException(String message) {
            super(message);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /**
     * @throws TooSlowException when the allowance is used up, or Jetty has waited for a byte for too long
     */
    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        long start = nanoTime.getAsLong();
        int count;
        try {
            count = super.read(bytes, offset, length);
        } catch (IOException e) {
            throw e.getCause() instanceof TimeoutException ? new TooSlowException("nothing came") : e;
        }
        leftNanos -= nanoTime.getAsLong() - start;
        if (count >= 0 && leftNanos < 0) {
            throw new TooSlowException("too little came");
        }
        leftNanos = Math.min(fullNanos, leftNanos + Math.max(count, 0) * nanosPerByte);
        return count;
    }
}

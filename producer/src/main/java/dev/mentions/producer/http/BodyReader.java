package dev.mentions.producer.http;

import dev.mentions.producer.publish.InFlight;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;

/** Reads a body that fits into memory, within the bounds on size, time and what all requests hold together. */
final class BodyReader {

    private static final int FIRST_GUESS = 16 * 1024;

    private final int maxBytes;
    private final Duration limit;

    /**
     * @param maxBytes of a body
     * @param limit on the time it takes to arrive
     */
    BodyReader(int maxBytes, Duration limit) {
        this.maxBytes = maxBytes;
        this.limit = limit;
    }

    /** The body does not keep to the bounds. */
    static final class RefusedBody extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient Problem problem;

        RefusedBody(Problem problem) {
            super(problem.code());
            this.problem = problem;
        }

        Problem problem() {
            return problem;
        }
    }

    /**
     * Reads to the end.
     *
     * @param room grows with the body
     */
    ByteBuffer read(HttpServletRequest request, InFlight.Room room) throws IOException, RefusedBody {
        long declared = request.getContentLengthLong();
        if (declared > maxBytes) {
            throw tooLarge();
        }
        int guess = declared >= 0 ? (int) declared : Math.min(FIRST_GUESS, maxBytes);
        // One more than may come, so that the end is seen without growing.
        byte[] buffer = allocate(guess + 1, room);
        int length = 0;
        long deadline = System.nanoTime() + limit.toNanos();
        InputStream in = request.getInputStream();
        for (int count = 0; count >= 0; length += Math.max(count, 0)) {
            if (length > maxBytes) {
                throw tooLarge();
            }
            if (System.nanoTime() > deadline) {
                throw new RefusedBody(
                        Problem.of(Fault.SLOW_BODY, "A post has to arrive within " + limit.toSeconds() + " s"));
            }
            if (length == buffer.length) {
                int larger = (int) Math.min(2L * buffer.length, maxBytes + 1L);
                takeRoom(larger - buffer.length, room);
                buffer = Arrays.copyOf(buffer, larger);
            }
            count = in.read(buffer, length, buffer.length - length);
        }
        return ByteBuffer.wrap(buffer, 0, length);
    }

    private RefusedBody tooLarge() {
        return new RefusedBody(Problem.of(Fault.TOO_LARGE, "A post may have " + maxBytes + " bytes"));
    }

    private static byte[] allocate(int size, InFlight.Room room) throws RefusedBody {
        takeRoom(size, room);
        return new byte[size];
    }

    private static void takeRoom(int size, InFlight.Room room) throws RefusedBody {
        if (!room.grow(size)) {
            throw new RefusedBody(Problem.busy());
        }
    }
}

package dev.mentions.producer.http;

import dev.mentions.http.Problem;
import dev.mentions.producer.publish.InFlight;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Reads bodies that fit into memory, within the bounds on size, time and what all requests hold together. No thread
 * waits for a body, and room is taken as its bytes arrive, not as they are announced: so a client that sends nothing
 * costs next to nothing. Safe for use by several threads.
 */
final class BodyReader {

    private static final int FIRST_SIZE = 16 * 1024;

    private final int maxBytes;
    private final Duration limit;
    private final Executor executor;

    /**
     * @param maxBytes of a body
     * @param limit on the time it takes to arrive
     * @param executor tells of bodies that took longer
     */
    BodyReader(int maxBytes, Duration limit, Executor executor) {
        this.maxBytes = maxBytes;
        this.limit = limit;
        this.executor = executor;
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
     * Reads to the end of the body of a request that is asynchronous already.
     *
     * @param room grows with the body, until this has completed
     * @return completes with the body, with a {@link RefusedBody}, or with the {@link IOException} that broke it off
     */
    CompletableFuture<ByteBuffer> read(HttpServletRequest request, InFlight.Room room) {
        CompletableFuture<ByteBuffer> body = new CompletableFuture<>();
        long declared = request.getContentLengthLong();
        if (declared > maxBytes) {
            body.completeExceptionally(tooLarge());
            return body;
        }
        int size = Math.min(FIRST_SIZE, maxBytes) + 1;
        if (!room.grow(size)) {
            body.completeExceptionally(new RefusedBody(PostProblems.busy()));
            return body;
        }
        try {
            ServletInputStream in = request.getInputStream();
            Arriving arriving = new Arriving(in, room, new byte[size], body);
            in.setReadListener(arriving);
            return endInTime(arriving, body);
        } catch (IOException e) {
            body.completeExceptionally(e);
        }
        return body;
    }

    private CompletableFuture<ByteBuffer> endInTime(Arriving arriving, CompletableFuture<ByteBuffer> body) {
        CompletableFuture<Void> time = new CompletableFuture<>();
        var unused = time.orTimeout(limit.toNanos(), TimeUnit.NANOSECONDS)
                .exceptionallyAsync(
                        late -> {
                            arriving.refuse(slow());
                            return null;
                        },
                        executor);
        return body.whenComplete((bytes, error) -> time.complete(null));
    }

    private RefusedBody slow() {
        return new RefusedBody(Problem.of(
                PostFault.SLOW_BODY, "A post has to arrive within " + limit.toMillis() + " ms, and not in drops"));
    }

    private RefusedBody tooLarge() {
        return new RefusedBody(Problem.of(PostFault.TOO_LARGE, "A post may have " + maxBytes + " bytes"));
    }

    /** A body on its way. */
    private final class Arriving implements ReadListener {

        private final ServletInputStream in;
        private final InFlight.Room room;
        private final CompletableFuture<ByteBuffer> body;
        private byte[] buffer;
        private int length;
        private boolean over;

        Arriving(ServletInputStream in, InFlight.Room room, byte[] buffer, CompletableFuture<ByteBuffer> body) {
            this.in = in;
            this.room = room;
            this.buffer = buffer;
            this.body = body;
        }

        @Override
        public void onDataAvailable() throws IOException {
            RefusedBody refused = take();
            if (refused != null) {
                refuse(refused);
            }
        }

        private synchronized @Nullable RefusedBody take() throws IOException {
            while (!over && in.isReady() && !in.isFinished()) {
                if (length == buffer.length) {
                    int larger = (int) Math.min(2L * buffer.length, maxBytes + 1L);
                    if (!room.grow(larger - buffer.length)) {
                        return new RefusedBody(PostProblems.busy());
                    }
                    buffer = Arrays.copyOf(buffer, larger);
                }
                length += Math.max(in.read(buffer, length, buffer.length - length), 0);
                if (length > maxBytes) {
                    return tooLarge();
                }
            }
            return null;
        }

        @Override
        public void onAllDataRead() {
            if (end()) {
                body.complete(ByteBuffer.wrap(buffer, 0, length));
            }
        }

        @Override
        public void onError(Throwable error) {
            if (error instanceof TimeoutException || error.getCause() instanceof TimeoutException) {
                refuse(slow());
            } else if (end()) {
                body.completeExceptionally(error instanceof IOException ? error : new IOException(error));
            }
        }

        void refuse(RefusedBody refused) {
            if (end()) {
                body.completeExceptionally(refused);
            }
        }

        /** Takes no more bytes and no more room; false when that is so already. */
        private synchronized boolean end() {
            boolean first = !over;
            over = true;
            return first;
        }
    }
}

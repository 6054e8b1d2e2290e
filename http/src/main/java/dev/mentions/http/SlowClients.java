package dev.mentions.http;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.CyclicTimeout;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Keeps clients that are slow, or want to be, from holding threads, and gives them up.
 *
 * <p>Jetty's idle timeout is started anew by every byte. Here a connection has that time in all from an answer, or from
 * its beginning, to the whole head of the next request, however the bytes drip: for reading the answer, for sending
 * what is left of a body that was answered early, and for the head.
 *
 * <p>Answers are written without a thread that waits for the client to read them: they are small, so they are kept until
 * it has. What is left of a body is then read and forgotten, because a connection closed with bytes unread is reset, and
 * the client may lose the answer.
 */
final class SlowClients extends Handler.Wrapper implements Connection.Listener {

    /** What is read of a body that was answered before its end; more is not worth it. */
    private static final long DISCARD_LIMIT = 64L * 1024 * 1024;

    private static final String EVENT_STREAM = "text/event-stream";

    private final long patienceMillis;
    private final Scheduler scheduler;
    private final Map<Connection, Patience> connections = new ConcurrentHashMap<>();

    /**
     * @param patience with a connection, from an answer to the head of the next request
     */
    SlowClients(Duration patience, Scheduler scheduler) {
        this.patienceMillis = patience.toMillis();
        this.scheduler = scheduler;
    }

    @Override
    public void onOpened(Connection connection) {
        // Under TLS there is a second one, which carries the first and ends with it.
        if (connection instanceof ConnectionMetaData) {
            Patience patience = new Patience(connection);
            connections.put(connection, patience);
            patience.begin();
        }
    }

    @Override
    public void onClosed(Connection connection) {
        Patience patience = connections.remove(connection);
        if (patience != null) {
            patience.destroy();
        }
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Patience patience = connections.get(request.getConnectionMetaData().getConnection());
        if (patience != null) {
            patience.cancel();
        }
        Exchange exchange = new Exchange(request, response, callback, patience);
        return super.handle(exchange.body, exchange.answer, exchange);
    }

    /** Closes its connection unless it is cancelled in time. */
    private final class Patience extends CyclicTimeout {

        private final Connection connection;

        Patience(Connection connection) {
            super(scheduler);
            this.connection = connection;
        }

        void begin() {
            schedule(patienceMillis, TimeUnit.MILLISECONDS);
        }

        @Override
        public void onTimeoutExpired() {
            connection.getEndPoint().close(new TimeoutException("No request within " + patienceMillis + " ms"));
        }
    }

    /** One request. It is over for those who handle it as soon as they have answered, and for Jetty later. */
    private static final class Exchange implements Callback {

        private final Body body;
        private final Answer answer;
        private final Callback callback;
        private final @Nullable Patience patience;

        Exchange(Request request, Response response, Callback callback, @Nullable Patience patience) {
            this.callback = callback;
            this.patience = patience;
            this.answer = new Answer(response);
            this.body = new Body(request);
        }

        @Override
        public void succeeded() {
            if (patience != null) {
                patience.begin();
            }
            answer.end();
        }

        @Override
        public void failed(Throwable cause) {
            if (patience != null) {
                patience.begin();
            }
            callback.failed(cause);
        }

        /** What the client sends. */
        private final class Body extends Request.Wrapper {

            /** Reading goes on in a loop where bytes are there; this many times Jetty's buffer is no small rest. */
            private static final int REST_READS = 16;

            /** Who hears when more is there. Whoever waits for more of a body after its answer no longer does. */
            private final AtomicReference<Runnable> waiting = new AtomicReference<>();

            private long discarded;

            Body(Request request) {
                super(request);
            }

            @Override
            public void demand(Runnable available) {
                waiting.set(available);
                super.demand(() -> waiting.getAndSet(null).run());
            }

            /** Takes what is there, as asked before an answer; but what is still to come is no fault. */
            @Override
            public boolean consumeAvailable() {
                for (int reads = 0; reads < REST_READS; reads++) {
                    Content.Chunk chunk = read();
                    if (chunk == null) {
                        break;
                    }
                    chunk.release();
                    if (isLast(chunk)) {
                        return !Content.Chunk.isFailure(chunk);
                    }
                }
                if (!answer.isCommitted()) {
                    answer.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
                }
                return false;
            }

            /** Reads to the end. A client that asked first, and was not told to go on, sends nothing. */
            void discard() {
                if (getHeaders().contains(HttpHeader.EXPECT)) {
                    callback.succeeded();
                    return;
                }
                Runnable other = waiting.get();
                if (other != null && waiting.compareAndSet(other, this::discard)) {
                    return;
                }
                for (Content.Chunk chunk = read(); chunk != null; chunk = read()) {
                    discarded += chunk.remaining();
                    chunk.release();
                    if (isLast(chunk) || discarded > DISCARD_LIMIT) {
                        callback.succeeded();
                        return;
                    }
                }
                demand(this::discard);
            }

            private static boolean isLast(Content.Chunk chunk) {
                return chunk.isLast() || Content.Chunk.isFailure(chunk);
            }
        }

        /** What the client is to read. Whoever writes it is told at once that it is written. */
        private final class Answer extends Response.Wrapper implements Callback {

            private final Queue<Piece> pieces = new ArrayDeque<>();
            private boolean writing;
            private boolean ended;
            private @Nullable Throwable failure;

            Answer(Response response) {
                super(response.getRequest(), response);
            }

            @Override
            public void write(boolean last, @Nullable ByteBuffer content, Callback written) {
                if (endless()) {
                    super.write(last, content, written);
                    return;
                }
                ByteBuffer copy = copy(content);
                @Nullable Throwable broken;
                boolean first;
                synchronized (this) {
                    broken = failure;
                    first = !writing && broken == null;
                    if (first) {
                        writing = true;
                    } else {
                        pieces.add(new Piece(last, copy));
                    }
                }
                if (first) {
                    super.write(last, copy, this);
                }
                if (broken == null) {
                    written.succeeded();
                } else {
                    written.failed(broken);
                }
            }

            /** Tells whether it has no end: it cannot be kept until the client has read it, and whoever writes it sees to that. */
            private boolean endless() {
                String type = getHeaders().get(HttpHeader.CONTENT_TYPE);
                return type != null && type.startsWith(EVENT_STREAM);
            }

            /** Nothing more is written. */
            void end() {
                boolean done;
                @Nullable Throwable broken;
                synchronized (this) {
                    ended = true;
                    done = !writing;
                    broken = failure;
                }
                if (broken != null) {
                    callback.failed(broken);
                } else if (done) {
                    body.discard();
                }
            }

            @Override
            public void succeeded() {
                @Nullable Piece next;
                boolean done;
                synchronized (this) {
                    next = pieces.poll();
                    writing = next != null;
                    done = ended && !writing;
                }
                if (next != null) {
                    super.write(next.last(), next.content(), this);
                } else if (done) {
                    body.discard();
                }
            }

            @Override
            public void failed(Throwable cause) {
                boolean done;
                synchronized (this) {
                    failure = cause;
                    writing = false;
                    pieces.clear();
                    done = ended;
                }
                if (done) {
                    callback.failed(cause);
                }
            }

            private static ByteBuffer copy(@Nullable ByteBuffer content) {
                return content == null
                        ? ByteBuffer.allocate(0)
                        : ByteBuffer.allocate(content.remaining()).put(content).flip();
            }
        }
    }

    private record Piece(boolean last, ByteBuffer content) {}
}

package dev.mentions.dashboard.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mentions.dashboard.metrics.DashboardMetrics;
import dev.mentions.http.Answers;
import jakarta.servlet.ServletOutputStream;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** All who follow the counts live. What is told is made once for all of them. Thread-safe. */
public final class Viewers implements AutoCloseable {

    public static final String MEDIA_TYPE = "text/event-stream";

    /** Keeps proxies and Jetty from taking a quiet connection for a dead one. */
    private static final long HEARTBEAT_SECONDS = 15;

    private static final byte[] HEARTBEAT = ":\n\n".getBytes(UTF_8);
    private static final byte[] GREETING = "retry: 2000\n\n".getBytes(UTF_8);

    private final int most;
    private final Consumer<Boolean> watched;
    private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final DashboardMetrics metrics;

    /**
     * @param most viewers at a time
     * @param watched hears whether there is anybody, when that changes
     */
    public Viewers(int most, ScheduledExecutorService scheduler, DashboardMetrics metrics, Consumer<Boolean> watched) {
        this.most = most;
        this.watched = watched;
        this.metrics = metrics;
        metrics.viewers(streams::size);
        var unused = scheduler.scheduleWithFixedDelay(
                () -> streams.forEach(stream -> stream.send(HEARTBEAT)),
                HEARTBEAT_SECONDS,
                HEARTBEAT_SECONDS,
                TimeUnit.SECONDS);
    }

    /**
     * Takes a viewer in.
     *
     * @param out of a request that is asynchronous
     * @param first what it is told first, if anything
     * @return completes when no more is sent; empty when there are as many as there may be
     */
    public Optional<CompletableFuture<Void>> add(ServletOutputStream out, Optional<byte[]> first) {
        EventStream stream = new EventStream(out);
        synchronized (this) {
            if (closed.get() || streams.size() >= most) {
                return Optional.empty();
            }
            streams.add(stream);
            if (streams.size() == 1) {
                watched.accept(true);
            }
        }
        CompletableFuture<Void> ended = stream.ended().whenComplete((nothing, error) -> remove(stream));
        stream.send(GREETING);
        first.ifPresent(stream::send);
        out.setWriteListener(stream);
        return Optional.of(ended);
    }

    private synchronized void remove(EventStream stream) {
        if (streams.remove(stream) && streams.isEmpty()) {
            watched.accept(false);
        }
    }

    public int size() {
        return streams.size();
    }

    /** Tells everybody. */
    public void tell(String event, Object data) {
        if (!streams.isEmpty()) {
            byte[] bytes = event(event, data);
            streams.forEach(stream -> stream.send(bytes));
            metrics.told(streams.size());
        }
    }

    /** Returns an event as it is sent. JSON has no line ends in it. */
    public static byte[] event(String event, Object data) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(("event: " + event + "\ndata: ").getBytes(UTF_8));
        bytes.writeBytes(Answers.json(data));
        bytes.writeBytes("\n\n".getBytes(UTF_8));
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        closed.set(true);
        streams.forEach(EventStream::end);
    }
}

package dev.mentions.dashboard.events;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/**
 * What one viewer is sent. No thread waits for it to be read: what cannot be sent yet is kept, up to a bound, and a viewer
 * that is further behind is given up. Thread-safe.
 */
final class EventStream implements WriteListener {

    /** Of the smallest connection's buffers a few seconds' worth; whoever is further behind asks anew. */
    private static final int MAX_PENDING = 32;

    private final ServletOutputStream out;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Queue<byte[]> pending = new ArrayDeque<>();
    private boolean begun;
    private boolean unflushed;

    /** @param out of a request that is asynchronous */
    EventStream(ServletOutputStream out) {
        this.out = out;
    }

    /** Completes when no more is sent. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    /** Sends an event, or gives the viewer up. */
    void send(byte[] event) {
        boolean behind;
        synchronized (this) {
            behind = pending.size() >= MAX_PENDING;
            if (!behind) {
                pending.add(event);
            }
        }
        if (behind) {
            end();
        } else {
            pump();
        }
    }

    @Override
    public void onWritePossible() {
        synchronized (this) {
            begun = true;
        }
        pump();
    }

    @Override
    public void onError(Throwable error) {
        end();
    }

    private void pump() {
        try {
            write();
        } catch (IOException | IllegalStateException e) {
            // It is gone, or its request is over.
            end();
        }
    }

    private synchronized void write() throws IOException {
        while (begun && !ended.isDone() && (unflushed || !pending.isEmpty()) && out.isReady()) {
            byte[] next = pending.poll();
            if (next == null) {
                unflushed = false;
                out.flush();
            } else {
                unflushed = true;
                out.write(next);
            }
        }
    }

    void end() {
        ended.complete(null);
    }
}

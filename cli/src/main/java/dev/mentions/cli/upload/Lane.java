package dev.mentions.cli.upload;

import dev.mentions.cli.archive.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Sends rows in the order they were put, in batches, on a thread of its own. */
final class Lane {

    private static final long POLL_MILLIS = 100;

    private final BlockingQueue<Row.Json> queue;
    private final Sender sender;
    private final int batchRows;
    private final int batchBytes;

    private volatile boolean finished;
    private @Nullable Thread thread;

    /** Sends a batch and returns when every row of it is settled. */
    @FunctionalInterface
    interface Sender {
        void send(List<Row.Json> batch) throws InterruptedException;
    }

    Lane(Sender sender, int batchRows, int batchBytes) {
        this.sender = sender;
        this.batchRows = batchRows;
        this.batchBytes = batchBytes;
        this.queue = new ArrayBlockingQueue<>(batchRows * 2);
    }

    void start(String name) {
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Adds a row, waiting for room unless {@code givenUp} says that nobody will send it. */
    void put(Row.Json row, BooleanSupplier givenUp) throws InterruptedException {
        while (!queue.offer(row, POLL_MILLIS, TimeUnit.MILLISECONDS)) {
            if (givenUp.getAsBoolean()) {
                return;
            }
        }
    }

    /** Returns when every row that was put is settled. */
    void finish() throws InterruptedException {
        finished = true;
        if (thread != null) {
            thread.join();
        }
    }

    void stop() {
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void run() {
        List<Row.Json> batch = new ArrayList<>();
        Row.@Nullable Json kept = null;
        try {
            while (true) {
                boolean last = finished;
                Row.Json row = kept != null ? kept : queue.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
                kept = null;
                if (row == null) {
                    if (last) {
                        return;
                    }
                    continue;
                }
                batch.clear();
                long bytes = 0;
                do {
                    batch.add(row);
                    bytes += row.json().length;
                    row = queue.poll();
                } while (row != null && batch.size() < batchRows && bytes + row.json().length <= batchBytes);
                kept = row;
                sender.send(List.copyOf(batch));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

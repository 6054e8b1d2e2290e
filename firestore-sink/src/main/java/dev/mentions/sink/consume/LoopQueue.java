package dev.mentions.sink.consume;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Tasks for the loop's thread, from any thread. While the loop waits for Kafka a task wakes it up; a commit's answer
 * would otherwise lie there until the poll ends, with its partition standing still.
 */
final class LoopQueue implements Executor {

    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final Runnable wakeup;
    private volatile boolean polling;

    LoopQueue(Runnable wakeup) {
        this.wakeup = wakeup;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        if (polling) {
            polling = false;
            wakeup.run();
        }
    }

    /** Announces a poll. Returns false when there are tasks and the poll should not wait. */
    boolean beginPoll() {
        polling = true;
        return tasks.isEmpty();
    }

    void endPoll() {
        polling = false;
    }

    /** Runs what is there. */
    void drain() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    /** Runs what is there, and waits for a first task if there is none. */
    void drain(Duration limit) throws InterruptedException {
        Runnable first = tasks.poll(limit.toNanos(), TimeUnit.NANOSECONDS);
        if (first != null) {
            first.run();
            drain();
        }
    }
}

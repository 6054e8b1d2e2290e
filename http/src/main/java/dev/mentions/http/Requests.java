package dev.mentions.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The requests under way, so that a stop can refuse new ones and wait for these. Safe for use by several threads. */
public final class Requests {

    private int underWay;
    private boolean draining;

    /** Counts a request in; false when no more are taken. Each one that is counted in must leave. */
    public synchronized boolean enter() {
        if (draining) {
            return false;
        }
        underWay++;
        return true;
    }

    public synchronized void leave() {
        underWay--;
        notifyAll();
    }

    public synchronized boolean draining() {
        return draining;
    }

    /** Takes no more requests and waits for those under way; false when some are left after the limit. */
    public synchronized boolean drain(Duration limit) throws InterruptedException {
        draining = true;
        long deadline = System.nanoTime() + limit.toNanos();
        while (underWay > 0) {
            long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (millis <= 0) {
                return false;
            }
            wait(millis);
        }
        return true;
    }
}

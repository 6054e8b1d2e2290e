package dev.mentions.producer.publish;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The bound on posts that have no outcome yet, by number and by size. Safe for use by several threads. */
public final class InFlight {

    private final int maxPosts;
    private final int maxBytes;
    private final Semaphore freePosts;
    private final Semaphore freeBytes;

    /**
     * @param maxPosts at the same time
     * @param maxBytes of all of them
     */
    public InFlight(int maxPosts, int maxBytes) {
        this.maxPosts = maxPosts;
        this.maxBytes = maxBytes;
        this.freePosts = new Semaphore(maxPosts);
        this.freeBytes = new Semaphore(maxBytes);
    }

    /** Room for one post, which is given back on close. */
    public final class Room implements AutoCloseable {

        private final AtomicInteger held;

        private Room(int bytes) {
            this.held = new AtomicInteger(bytes);
        }

        /** Takes room for more bytes of the same post; false when there is none. */
        public boolean grow(int bytes) {
            if (!freeBytes.tryAcquire(bytes)) {
                return false;
            }
            held.addAndGet(bytes);
            return true;
        }

        @Override
        public void close() {
            freeBytes.release(held.get());
            freePosts.release();
        }
    }

    /** Takes room for a post of that size; null when there is none now. */
    public @Nullable Room tryTake(int bytes) {
        if (!freePosts.tryAcquire()) {
            return null;
        }
        if (!freeBytes.tryAcquire(bytes)) {
            freePosts.release();
            return null;
        }
        return new Room(bytes);
    }

    /** Waits for room for a post of that size; null when there is none within the limit. */
    public @Nullable Room take(int bytes, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        if (!freePosts.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS)) {
            return null;
        }
        if (!freeBytes.tryAcquire(bytes, deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            freePosts.release();
            return null;
        }
        return new Room(bytes);
    }

    public int posts() {
        return maxPosts - freePosts.availablePermits();
    }

    public int bytes() {
        return maxBytes - freeBytes.availablePermits();
    }
}

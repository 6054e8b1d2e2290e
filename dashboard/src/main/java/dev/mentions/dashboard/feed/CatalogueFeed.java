package dev.mentions.dashboard.feed;

import static java.util.Objects.requireNonNull;

import dev.mentions.contract.Generation;
import dev.mentions.dashboard.store.BudgetSpentException;
import dev.mentions.dashboard.store.CountStore;
import dev.mentions.dashboard.store.Follower;
import dev.mentions.dashboard.store.StoreAwayException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Keeps the publications of the current generation. They are read once in full; then only those that were counted
 * since, at most once in an interval, however many ask: by a {@link Watch} while anybody watches, and otherwise when
 * somebody asks. Thread-safe.
 */
public final class CatalogueFeed implements AutoCloseable {

    /** Queries that catch up at a request; what they do not reach, the next one does. */
    private static final int CATCH_UP = 5;

    private final CountStore store;
    private final Known known;
    private final long refreshNanos;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final CurrentGeneration generation;
    private final Watch watch;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile long lookedAtNanos;

    /**
     * @param scheduler of one thread, which the follower uses too
     * @param refresh how often to look, at most
     * @param nanoTime the time, as {@link System#nanoTime()} tells it
     */
    public CatalogueFeed(
            CountStore store,
            Follower follower,
            ScheduledExecutorService scheduler,
            Duration refresh,
            InstantSource clock,
            LongSupplier nanoTime,
            FeedListener listener) {
        this.store = store;
        this.refreshNanos = refresh.toNanos();
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.known = new Known(clock, nanoTime);
        this.watch = new Watch(this, known, follower, scheduler, refresh, nanoTime, listener);
        this.generation = new CurrentGeneration(follower, scheduler, any -> watch.turn());
    }

    /** Begins to follow the generation. */
    public void start() {
        generation.start();
    }

    /** Tells whether Firestore could be asked when that was last tried. */
    public boolean reachable() {
        return generation.known();
    }

    /** Says whether anybody watches. */
    public void watched(boolean anybody) {
        watch.wanted(anybody);
    }

    /**
     * Returns the publications as they are, or were when they could last be read.
     *
     * @throws StoreAwayException when they never could
     * @throws BudgetSpentException likewise
     */
    public Catalogue current() {
        Generation now = generation.get();
        Catalogue catalogue = known.of(now);
        if (catalogue != null && watch.active()) {
            return watch.attached() ? catalogue.asOf(clock.instant()) : catalogue;
        }
        if (catalogue != null && (isRecent() || !reading.tryLock())) {
            return catalogue;
        }
        if (catalogue == null) {
            reading.lock();
        }
        try {
            if (known.of(now) == null) {
                load(now);
            } else if (!isRecent()) {
                catchUp(now);
            }
            return requireNonNull(known.of(now));
        } finally {
            reading.unlock();
        }
    }

    boolean generationKnown() {
        return generation.known();
    }

    /** Returns the generation's publications, read when they have not been. */
    Catalogue loaded() {
        Generation now = generation.get();
        Catalogue catalogue = known.of(now);
        if (catalogue != null) {
            return catalogue;
        }
        reading.lock();
        try {
            if (known.of(now) == null) {
                load(now);
            }
            return requireNonNull(known.of(now));
        } finally {
            reading.unlock();
        }
    }

    private void load(Generation now) {
        known.replace(now, store.publications(now));
        lookedAtNanos = nanoTime.getAsLong();
    }

    private void catchUp(Generation now) {
        try {
            boolean more = true;
            for (int i = 0; i < CATCH_UP && more; i++) {
                more = known.add(now, store.publicationsSince(now, known.position(), Known.LIMIT))
                        .more();
            }
        } catch (BudgetSpentException | StoreAwayException e) {
            // What was read before is given, with its age.
        } finally {
            lookedAtNanos = nanoTime.getAsLong();
        }
    }

    private boolean isRecent() {
        return nanoTime.getAsLong() - lookedAtNanos < refreshNanos;
    }

    @Override
    public void close() {
        watch.close();
        generation.close();
    }
}

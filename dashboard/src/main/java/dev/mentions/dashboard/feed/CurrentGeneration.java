package dev.mentions.dashboard.feed;

import dev.mentions.contract.Generation;
import dev.mentions.dashboard.store.Follower;
import dev.mentions.dashboard.store.StoreAwayException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows the generation that readers take. Costs a read when it changes, and nothing otherwise. Thread-safe. */
public final class CurrentGeneration implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(CurrentGeneration.class);

    private static final Duration FIRST_LIMIT = Duration.ofSeconds(10);
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final Follower follower;
    private final ScheduledExecutorService scheduler;
    private final Consumer<Generation> changed;
    private final CompletableFuture<Generation> first = new CompletableFuture<>();
    private volatile @Nullable Generation current;
    private volatile boolean reachable = true;
    private Follower.@Nullable Following following;
    private boolean closed;

    /**
     * @param scheduler of one thread, which the follower uses too
     * @param changed hears of the first generation known and of every other, on that thread
     */
    CurrentGeneration(Follower follower, ScheduledExecutorService scheduler, Consumer<Generation> changed) {
        this.follower = follower;
        this.scheduler = scheduler;
        this.changed = changed;
    }

    synchronized void start() {
        if (!closed) {
            following = follower.generation(new Follower.Listener<>() {
                @Override
                public void heard(Generation generation) {
                    reachable = true;
                    Generation before = current;
                    current = generation;
                    first.complete(generation);
                    if (!generation.equals(before)) {
                        LOGGER.atInfo()
                                .addKeyValue("generation", generation.number())
                                .log("Reading this generation");
                        changed.accept(generation);
                    }
                }

                @Override
                public void ended(StoreAwayException cause) {
                    reachable = false;
                    LOGGER.atWarn().setCause(cause).log("Cannot follow the generation; trying again");
                    var unused =
                            scheduler.schedule(CurrentGeneration.this::start, RETRY.toMillis(), TimeUnit.MILLISECONDS);
                }
            });
        }
    }

    /** Tells whether Firestore could be asked when that was last tried. */
    public boolean known() {
        return current != null && reachable;
    }

    /**
     * Returns the generation, and waits for it at first.
     *
     * @throws StoreAwayException when Firestore does not tell
     */
    Generation get() {
        Generation known = current;
        if (known != null) {
            return known;
        }
        try {
            return first.get(FIRST_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new StoreAwayException("Firestore does not tell the generation", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreAwayException("Interrupted while waiting for Firestore", e);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (following != null) {
            following.close();
        }
    }
}

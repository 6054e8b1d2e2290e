package dev.mentions.dashboard.feed;

import dev.mentions.contract.Generation;
import dev.mentions.dashboard.store.BudgetSpentException;
import dev.mentions.dashboard.store.Follower;
import dev.mentions.dashboard.store.PublicationRow;
import dev.mentions.dashboard.store.StoreAwayException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the publications while anybody watches: one listener for all. It waits for something new, which costs nothing;
 * when that comes it is told, and the listener is let go of for the interval, so that the cost is bounded whatever is
 * counted meanwhile. All but what is asked from outside on the scheduler's thread.
 */
final class Watch implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(Watch.class);

    private static final Duration RETRY = Duration.ofSeconds(5);

    /** Entities are counted by others than articles are, and may follow them by this much: then all is told again. */
    private static final Duration ECHO = Duration.ofSeconds(35);

    private final CatalogueFeed feed;
    private final Known known;
    private final Follower follower;
    private final ScheduledExecutorService scheduler;
    private final Duration refresh;
    private final LongSupplier nanoTime;
    private final FeedListener listener;

    /** When a publication was last told of, by its id, oldest first. */
    private final Map<String, Long> toldAt = new LinkedHashMap<>();

    private @Nullable Generation told;
    private Follower.@Nullable Following following;
    private boolean wanted;
    private boolean scheduled;
    private volatile boolean active;
    private volatile boolean attached;

    Watch(
            CatalogueFeed feed,
            Known known,
            Follower follower,
            ScheduledExecutorService scheduler,
            Duration refresh,
            LongSupplier nanoTime,
            FeedListener listener) {
        this.feed = feed;
        this.known = known;
        this.follower = follower;
        this.scheduler = scheduler;
        this.refresh = refresh;
        this.nanoTime = nanoTime;
        this.listener = listener;
    }

    /** Tells whether changes are heard, after the interval at the latest. */
    boolean active() {
        return active;
    }

    /** Tells whether what is known is known to be the latest, because the next change would be heard. */
    boolean attached() {
        return attached;
    }

    void wanted(boolean anybody) {
        run(() -> {
            wanted = anybody;
            if (!anybody) {
                active = false;
                detach();
            } else if (following == null) {
                follow();
            }
        });
    }

    /** Turns to a generation, the first one or another. */
    void turn() {
        detach();
        toldAt.clear();
        follow();
    }

    private void follow() {
        scheduled = false;
        if (!wanted || following != null || !feed.generationKnown()) {
            return;
        }
        try {
            Catalogue catalogue = feed.loaded();
            Generation generation = catalogue.generation();
            if (told != null && !told.equals(generation)) {
                listener.promoted(generation);
            }
            told = generation;
            Heard heard = new Heard(generation);
            following = follower.publications(generation, known.position(), Known.LIMIT, heard);
            heard.mine = following;
            active = true;
        } catch (BudgetSpentException e) {
            fail(Duration.ofSeconds(e.retryAfterSeconds()));
        } catch (StoreAwayException e) {
            LOGGER.atWarn().setCause(e).log("Cannot follow the publications; trying again");
            fail(RETRY);
        }
    }

    private void detach() {
        attached = false;
        if (following != null) {
            following.close();
            following = null;
        }
    }

    private void fail(Duration delay) {
        active = false;
        again(delay);
    }

    private void again(Duration delay) {
        if (!scheduled) {
            scheduled = true;
            later(this::follow, delay);
        }
    }

    private void tell(Generation generation, List<Publication> changed) {
        Catalogue now = known.of(generation);
        if (now == null) {
            return;
        }
        boolean pending = !toldAt.isEmpty();
        long nanos = nanoTime.getAsLong();
        for (Publication publication : changed) {
            toldAt.remove(publication.row().id());
            toldAt.put(publication.row().id(), nanos);
        }
        listener.changed(now, changed);
        if (!pending) {
            later(() -> echo(generation), ECHO);
        }
    }

    private void echo(Generation generation) {
        Catalogue now = known.of(generation);
        if (now == null || !wanted) {
            toldAt.clear();
            return;
        }
        long until = nanoTime.getAsLong() - ECHO.toNanos();
        List<Publication> quiet = new ArrayList<>();
        toldAt.entrySet().removeIf(entry -> {
            boolean due = entry.getValue() <= until;
            if (due) {
                now.find(entry.getKey()).ifPresent(quiet::add);
            }
            return due;
        });
        if (!quiet.isEmpty()) {
            listener.changed(now, quiet);
        }
        if (!toldAt.isEmpty()) {
            later(() -> echo(generation), refresh);
        }
    }

    private void later(Runnable task, Duration delay) {
        try {
            var unused = scheduler.schedule(() -> guarded(task), delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOGGER.debug("Closed already");
        }
    }

    private void run(Runnable task) {
        try {
            scheduler.execute(() -> guarded(task));
        } catch (RejectedExecutionException e) {
            LOGGER.debug("Closed already");
        }
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOGGER.atError().setCause(e).log("Following the publications failed");
        }
    }

    @Override
    public void close() {
        run(() -> {
            wanted = false;
            active = false;
            detach();
        });
    }

    /** What one listener hears; one that was let go of may still hear something. */
    private final class Heard implements Follower.Listener<List<PublicationRow>> {

        private final Generation generation;
        private Follower.@Nullable Following mine;

        Heard(Generation generation) {
            this.generation = generation;
        }

        @Override
        public void heard(List<PublicationRow> rows) {
            if (following == null || following != mine) {
                return;
            }
            Known.News news = known.add(generation, rows);
            attached = true;
            if (!news.changed().isEmpty()) {
                tell(generation, news.changed());
            }
            if (!news.changed().isEmpty() || news.more()) {
                detach();
                again(refresh);
            }
        }

        @Override
        public void ended(StoreAwayException cause) {
            if (following != null && following == mine) {
                LOGGER.atWarn().setCause(cause).log("Cannot follow the publications; trying again");
                detach();
                fail(RETRY);
            }
        }
    }
}

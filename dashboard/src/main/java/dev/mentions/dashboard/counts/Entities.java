package dev.mentions.dashboard.counts;

import dev.mentions.contract.EntityKind;
import dev.mentions.dashboard.feed.Stamp;
import dev.mentions.dashboard.store.BudgetSpentException;
import dev.mentions.dashboard.store.CountStore;
import dev.mentions.dashboard.store.EntityAt;
import dev.mentions.dashboard.store.EntityRow;
import dev.mentions.dashboard.store.Need;
import dev.mentions.dashboard.store.Place;
import dev.mentions.dashboard.store.Rank;
import dev.mentions.dashboard.store.StoreAwayException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The counts of entities, as pages by count and one by one. Thread-safe. */
public final class Entities {

    private static final int PAGES = 20_000;
    private static final int COUNTS = 200_000;
    private static final int LOCKS = 64;

    private final CountStore store;
    private final Freshness freshness;
    private final InstantSource clock;
    private final SharedCache<PageOf, List<EntityRow>> pages;
    private final ReentrantLock[] locks =
            Stream.generate(ReentrantLock::new).limit(LOCKS).toArray(ReentrantLock[]::new);
    private final Map<EntityAt, Looked> counts = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<EntityAt, Looked> eldest) {
            return size() > COUNTS;
        }
    };

    private record PageOf(
            Place place, Set<EntityKind> kinds, @Nullable Rank after, int limit) {}

    private record Looked(Optional<EntityRow> row, Instant readAt, long readNanos, Stamp stamp) {}

    /** What is known of some counts, and which of them are not known or may have changed. */
    private record Known(Map<EntityAt, Looked> rows, List<EntityAt> unknown, List<EntityAt> old) {

        boolean isWhole() {
            return unknown.isEmpty() && old.isEmpty();
        }
    }

    Entities(CountStore store, Freshness freshness, InstantSource clock) {
        this.store = store;
        this.freshness = freshness;
        this.clock = clock;
        this.pages = new SharedCache<>(PAGES, freshness, clock);
    }

    /**
     * Returns the entities counted most at a place, most first. Those that are counted no more are not among them.
     *
     * @param latest the state of the document above them
     * @param kinds none for all
     * @param after the last one not wanted any more; null to begin at the top
     */
    public Dated<List<EntityRow>> top(
            Place place, Stamp latest, Set<EntityKind> kinds, @Nullable Rank after, int limit) {
        return pages.get(
                new PageOf(place, kinds, after, limit),
                latest,
                (before, need) -> store.top(place, kinds, after, limit, need).stream()
                        .filter(row -> row.count() > 0)
                        .toList());
    }

    /**
     * Returns those of some counts that there are.
     *
     * @param wanted with the state of the document above each
     */
    public Dated<Map<EntityAt, EntityRow>> look(Map<EntityAt, Stamp> wanted) {
        Known known = known(wanted);
        Instant asOf = clock.instant();
        if (!known.isWhole()) {
            // Who asks for the same waits for whoever is reading it, or takes what was read before.
            ReentrantLock reading = locks[Math.floorMod(wanted.keySet().hashCode(), locks.length)];
            if (!known.unknown().isEmpty()) {
                reading.lock();
            }
            if (reading.isHeldByCurrentThread() || reading.tryLock()) {
                try {
                    known = known(wanted);
                    asOf = refresh(known, wanted, asOf);
                } finally {
                    reading.unlock();
                }
            }
        }
        Map<EntityAt, EntityRow> found = new HashMap<>();
        known.rows()
                .forEach((at, looked) ->
                        looked.row().filter(row -> row.count() > 0).ifPresent(row -> found.put(at, row)));
        return new Dated<>(found, asOf);
    }

    private Known known(Map<EntityAt, Stamp> wanted) {
        Known known = new Known(new HashMap<>(), new ArrayList<>(), new ArrayList<>());
        synchronized (counts) {
            wanted.forEach((at, latest) -> {
                Looked looked = counts.get(at);
                if (looked == null) {
                    known.unknown().add(at);
                    return;
                }
                known.rows().put(at, looked);
                if (!freshness.isRecent(looked.readNanos())
                        && !freshness.isSettled(looked.readNanos(), looked.stamp(), latest)) {
                    known.old().add(at);
                }
            });
        }
        return known;
    }

    private Instant refresh(Known known, Map<EntityAt, Stamp> wanted, Instant now) {
        known.rows().putAll(read(known.unknown(), wanted, Need.FIRST));
        try {
            known.rows().putAll(read(known.old(), wanted, Need.REFRESH));
            return now;
        } catch (BudgetSpentException | StoreAwayException e) {
            return known.old().stream().map(at -> known.rows().get(at).readAt()).reduce(now, Dated::earlier);
        }
    }

    private Map<EntityAt, Looked> read(List<EntityAt> which, Map<EntityAt, Stamp> latest, Need need) {
        if (which.isEmpty()) {
            return Map.of();
        }
        long nanos = freshness.now();
        Instant now = clock.instant();
        Map<EntityAt, EntityRow> rows = store.look(which, need);
        Map<EntityAt, Looked> read = new HashMap<>();
        for (EntityAt at : which) {
            read.put(at, new Looked(Optional.ofNullable(rows.get(at)), now, nanos, latest.get(at)));
        }
        synchronized (counts) {
            counts.putAll(read);
        }
        return read;
    }
}

package dev.mentions.dashboard.counts;

import dev.mentions.contract.EntityKind;
import dev.mentions.contract.Generation;
import dev.mentions.dashboard.feed.Publication;
import dev.mentions.dashboard.feed.Stamp;
import dev.mentions.dashboard.store.EntityAt;
import dev.mentions.dashboard.store.EntityRow;
import dev.mentions.dashboard.store.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a window writes about more, and less, than the one before it. Thread-safe. */
public final class Changes {

    /** Looked at of each window. An entity that is in neither list rises or falls by less than the last of them has. */
    private static final int LOOKED_AT = 100;

    private final Entities entities;

    /**
     * An entity in two windows.
     *
     * @param before its count in the earlier one
     */
    public record Change(EntityRow now, long before) {

        public long change() {
            return now.count() - before;
        }
    }

    /**
     * What rises, most first, and what falls, most first.
     *
     * @param exact whether nothing that is missing rises or falls by more than the last of each
     */
    public record Found(List<Change> rising, List<Change> falling, boolean exact) {}

    Changes(Entities entities) {
        this.entities = entities;
    }

    /**
     * Compares two windows.
     *
     * @param before null when there is none: then all rises
     * @param limit of what rises, and of what falls
     */
    public Dated<Found> between(
            Generation generation,
            Publication publication,
            Window window,
            @Nullable Window before,
            Set<EntityKind> kinds,
            int limit) {
        Place place = Place.allTime(generation, publication.row().id());
        Place now = place.in(window.row().start());
        Dated<List<EntityRow>> here = entities.top(now, window.stamp(), kinds, null, LOOKED_AT);
        if (before == null) {
            List<Change> all = here.value().stream()
                    .limit(limit)
                    .map(row -> new Change(row, 0))
                    .toList();
            return new Dated<>(new Found(all, List.of(), true), here.asOf());
        }
        Place earlier = place.in(before.row().start());
        Dated<List<EntityRow>> there = entities.top(earlier, before.stamp(), kinds, null, LOOKED_AT);
        Map<String, EntityRow> byIdHere = byId(here.value());
        Map<String, EntityRow> byIdThere = byId(there.value());
        Map<EntityAt, Stamp> missing = new LinkedHashMap<>();
        byIdHere.keySet().stream()
                .filter(id -> !byIdThere.containsKey(id))
                .forEach(id -> missing.put(new EntityAt(earlier, id), before.stamp()));
        byIdThere.keySet().stream()
                .filter(id -> !byIdHere.containsKey(id))
                .forEach(id -> missing.put(new EntityAt(now, id), window.stamp()));
        Dated<Map<EntityAt, EntityRow>> looked = entities.look(missing);
        looked.value().forEach((at, row) -> (at.place().equals(now) ? byIdHere : byIdThere).put(at.entity(), row));
        List<Change> changes = new ArrayList<>();
        byIdHere.forEach((id, row) -> changes.add(
                new Change(row, byIdThere.containsKey(id) ? byIdThere.get(id).count() : 0)));
        byIdThere.forEach((id, row) -> {
            if (!byIdHere.containsKey(id)) {
                changes.add(new Change(new EntityRow(row.id(), row.kind(), row.key(), row.text(), 0), row.count()));
            }
        });
        Instant asOf = Dated.earlier(here.asOf(), Dated.earlier(there.asOf(), looked.asOf()));
        return new Dated<>(found(changes, limit, least(here.value()), least(there.value())), asOf);
    }

    private static Found found(List<Change> changes, int limit, long leastHere, long leastThere) {
        Comparator<Change> order = Comparator.comparingLong((Change one) -> -Math.abs(one.change()))
                .thenComparing(one -> one.now().id());
        List<Change> rising = changes.stream()
                .filter(one -> one.change() > 0)
                .sorted(order)
                .limit(limit)
                .toList();
        List<Change> falling = changes.stream()
                .filter(one -> one.change() < 0)
                .sorted(order)
                .limit(limit)
                .toList();
        return new Found(rising, falling, isWhole(rising, limit, leastHere) && isWhole(falling, limit, leastThere));
    }

    private static boolean isWhole(List<Change> list, int limit, long least) {
        long last = list.size() < limit ? 0 : Math.abs(list.get(limit - 1).change());
        return last >= least;
    }

    /** Returns what an entity beyond a list may have at most. */
    private static long least(List<EntityRow> rows) {
        return rows.size() < LOOKED_AT ? 0 : rows.get(rows.size() - 1).count();
    }

    private static Map<String, EntityRow> byId(List<EntityRow> rows) {
        Map<String, EntityRow> byId = new HashMap<>();
        rows.forEach(row -> byId.put(row.id(), row));
        return byId;
    }
}

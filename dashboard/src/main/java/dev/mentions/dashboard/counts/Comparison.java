package dev.mentions.dashboard.counts;

import dev.mentions.contract.Generation;
import dev.mentions.dashboard.feed.Publication;
import dev.mentions.dashboard.feed.Stamp;
import dev.mentions.dashboard.store.EntityAt;
import dev.mentions.dashboard.store.EntityRow;
import dev.mentions.dashboard.store.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What two publications write about: one, the other, or both. Thread-safe. */
public final class Comparison {

    private final Entities entities;

    /**
     * One side.
     *
     * @param ranged whether it is of a range, and not of all time
     * @param windows of the range
     * @param top what it writes about most
     */
    public record Side(Publication publication, boolean ranged, List<Window> windows, List<EntityRow> top) {

        private Map<EntityAt, Stamp> at(Generation generation, String entity) {
            Place place = Place.allTime(generation, publication.row().id());
            Map<EntityAt, Stamp> at = new LinkedHashMap<>();
            if (!ranged) {
                at.put(new EntityAt(place, entity), publication.stamp());
            }
            windows.forEach(window -> at.put(new EntityAt(place.in(window.row().start()), entity), window.stamp()));
            return at;
        }
    }

    /** An entity that both write about. */
    public record Shared(EntityRow row, long countA, long countB) {}

    /** What was found, each list with the most first. */
    public record Found(List<EntityRow> onlyA, List<EntityRow> onlyB, List<Shared> both) {}

    Comparison(Entities entities) {
        this.entities = entities;
    }

    /** Compares what each writes about most; what one does not have there is looked up. */
    public Dated<Found> of(Generation generation, Side a, Side b, int limit) {
        Map<String, EntityRow> rows = new LinkedHashMap<>();
        Map<String, Long> countsA = counts(a.top(), rows);
        Map<String, Long> countsB = counts(b.top(), rows);
        Map<EntityAt, Stamp> missing = new LinkedHashMap<>();
        for (String id : rows.keySet()) {
            if (!countsA.containsKey(id)) {
                missing.putAll(a.at(generation, id));
            }
            if (!countsB.containsKey(id)) {
                missing.putAll(b.at(generation, id));
            }
        }
        Dated<Map<EntityAt, EntityRow>> looked = entities.look(missing);
        String idA = a.publication().row().id();
        looked.value()
                .forEach((at, row) -> (at.place().publication().equals(idA) ? countsA : countsB)
                        .merge(at.entity(), row.count(), Long::sum));
        List<Shared> both = new ArrayList<>();
        for (Map.Entry<String, EntityRow> one : rows.entrySet()) {
            long countA = countsA.getOrDefault(one.getKey(), 0L);
            long countB = countsB.getOrDefault(one.getKey(), 0L);
            if (countA > 0 && countB > 0) {
                both.add(new Shared(one.getValue(), countA, countB));
            }
        }
        // The smaller count first: what both write about much, not what one of them does.
        both.sort(Comparator.comparingLong((Shared one) -> -Math.min(one.countA(), one.countB()))
                .thenComparing(one -> -Math.max(one.countA(), one.countB()))
                .thenComparing(one -> one.row().id()));
        return new Dated<>(
                new Found(
                        only(a.top(), countsB, limit),
                        only(b.top(), countsA, limit),
                        both.stream().limit(limit).toList()),
                looked.asOf());
    }

    private static List<EntityRow> only(List<EntityRow> top, Map<String, Long> others, int limit) {
        return top.stream()
                .filter(row -> others.getOrDefault(row.id(), 0L) == 0)
                .limit(limit)
                .toList();
    }

    private static Map<String, Long> counts(List<EntityRow> top, Map<String, EntityRow> rows) {
        Map<String, Long> counts = new HashMap<>();
        top.forEach(row -> {
            counts.put(row.id(), row.count());
            rows.putIfAbsent(row.id(), row);
        });
        return counts;
    }
}

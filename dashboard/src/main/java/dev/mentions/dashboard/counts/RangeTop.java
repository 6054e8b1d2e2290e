package dev.mentions.dashboard.counts;

import dev.mentions.contract.EntityKind;
import dev.mentions.contract.Generation;
import dev.mentions.dashboard.feed.Publication;
import dev.mentions.dashboard.feed.Stamp;
import dev.mentions.dashboard.store.EntityAt;
import dev.mentions.dashboard.store.EntityRow;
import dev.mentions.dashboard.store.Place;
import dev.mentions.dashboard.store.Rank;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** The entities counted most over several windows. Thread-safe. */
public final class RangeTop {

    private static final int SIZE = 2_000;

    private final Entities entities;
    private final ReadThreads threads;
    private final InstantSource clock;
    private final SharedCache<Asked, Dated<ThresholdTop.Found>> found;

    private record Asked(
            Generation generation, String publication, Set<EntityKind> kinds, List<Instant> windows, int wanted) {}

    /**
     * The largest counts over windows.
     *
     * @param exact whether none that is missing can be larger than the last, and each is whole
     */
    public record Ranked(List<EntityRow> rows, boolean exact) {}

    RangeTop(Entities entities, ReadThreads threads, Freshness freshness, InstantSource clock) {
        this.entities = entities;
        this.threads = threads;
        this.clock = clock;
        this.found = new SharedCache<>(SIZE, freshness, clock);
    }

    /** Returns the entities counted most over windows of a publication, most first. */
    public Dated<Ranked> top(
            Generation generation, Publication publication, List<Window> windows, Set<EntityKind> kinds, int wanted) {
        Asked asked = new Asked(
                generation,
                publication.row().id(),
                kinds,
                windows.stream().map(window -> window.row().start()).toList(),
                wanted);
        Dated<Dated<ThresholdTop.Found>> answer = found.get(asked, publication.stamp(), (before, need) -> {
            Source source = new Source(Place.allTime(generation, asked.publication()), windows, kinds);
            ThresholdTop.Found top = ThresholdTop.find(source, windows.size(), wanted);
            return new Dated<>(top, source.asOf);
        });
        ThresholdTop.Found top = answer.value().value();
        return new Dated<>(
                new Ranked(top.rows(), top.exact()),
                Dated.earlier(answer.asOf(), answer.value().asOf()));
    }

    /** The windows as lists. */
    private final class Source implements ThresholdTop.Lists {

        private final Place place;
        private final List<Window> windows;
        private final Set<EntityKind> kinds;
        private Instant asOf = clock.instant();

        Source(Place place, List<Window> windows, Set<EntityKind> kinds) {
            this.place = place;
            this.windows = windows;
            this.kinds = kinds;
        }

        @Override
        public Map<Integer, List<EntityRow>> pages(Map<Integer, @Nullable Rank> behind, int limit) {
            Map<Integer, Callable<Dated<List<EntityRow>>>> tasks = new LinkedHashMap<>();
            behind.forEach((list, after) -> {
                Window window = windows.get(list);
                tasks.put(
                        list, () -> entities.top(place.in(window.row().start()), window.stamp(), kinds, after, limit));
            });
            Map<Integer, List<EntityRow>> pages = new LinkedHashMap<>();
            threads.all(tasks).forEach((list, page) -> {
                asOf = Dated.earlier(asOf, page.asOf());
                pages.put(list, page.value());
            });
            return pages;
        }

        @Override
        public Map<Integer, Map<String, Long>> look(Map<Integer, Set<String>> wanted) {
            Map<EntityAt, Stamp> which = new LinkedHashMap<>();
            Map<EntityAt, Integer> lists = new HashMap<>();
            wanted.forEach((list, ids) -> {
                Window window = windows.get(list);
                for (String id : ids) {
                    EntityAt at = new EntityAt(place.in(window.row().start()), id);
                    which.put(at, window.stamp());
                    lists.put(at, list);
                }
            });
            Dated<Map<EntityAt, EntityRow>> looked = entities.look(which);
            asOf = Dated.earlier(asOf, looked.asOf());
            Map<Integer, Map<String, Long>> counts = new HashMap<>();
            looked.value()
                    .forEach((at, row) -> counts.computeIfAbsent(lists.get(at), any -> new HashMap<>())
                            .put(row.id(), row.count()));
            return counts;
        }
    }
}

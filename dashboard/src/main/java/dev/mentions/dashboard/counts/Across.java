package dev.mentions.dashboard.counts;

import dev.mentions.contract.Generation;
import dev.mentions.dashboard.feed.Catalogue;
import dev.mentions.dashboard.feed.Publication;
import dev.mentions.dashboard.feed.Stamp;
import dev.mentions.dashboard.store.EntityAt;
import dev.mentions.dashboard.store.EntityRow;
import dev.mentions.dashboard.store.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One entity in several publications. Thread-safe. */
public final class Across {

    /** The publications that are looked at: those with most articles. */
    public static final int PUBLICATIONS = 200;

    private final Entities entities;

    /** An entity in a publication, of all time. */
    public record Found(Publication publication, EntityRow row) {}

    /** A count in a window. */
    public record Point(Instant start, long count) {}

    Across(Entities entities) {
        this.entities = entities;
    }

    /** Returns where entities are written about, those that write about one most first, by its id. */
    public Dated<Map<String, List<Found>>> find(Catalogue catalogue, Collection<String> ids) {
        List<Publication> publications = catalogue.publications().stream()
                .sorted(Comparator.comparingLong((Publication one) -> -one.row().articles())
                        .thenComparing(one -> one.row().id()))
                .limit(PUBLICATIONS)
                .toList();
        Map<EntityAt, Stamp> wanted = new LinkedHashMap<>();
        for (Publication publication : publications) {
            Place place =
                    Place.allTime(catalogue.generation(), publication.row().id());
            ids.forEach(id -> wanted.put(new EntityAt(place, id), publication.stamp()));
        }
        Dated<Map<EntityAt, EntityRow>> looked = entities.look(wanted);
        Map<String, List<Found>> found = new LinkedHashMap<>();
        for (EntityAt at : wanted.keySet()) {
            EntityRow row = looked.value().get(at);
            if (row != null) {
                Publication publication =
                        catalogue.find(at.place().publication()).orElseThrow();
                found.computeIfAbsent(at.entity(), any -> new ArrayList<>()).add(new Found(publication, row));
            }
        }
        found.values()
                .forEach(list -> list.sort(
                        Comparator.comparingLong((Found one) -> -one.row().count())
                                .thenComparing(one -> one.publication().row().id())));
        return new Dated<>(found, looked.asOf());
    }

    /** Returns an entity's counts in windows, by the publication's id; windows without it with 0. */
    public Dated<Map<String, List<Point>>> lines(
            Generation generation, String entity, Map<String, List<Window>> windows) {
        Map<EntityAt, Stamp> wanted = new LinkedHashMap<>();
        windows.forEach((publication, list) -> {
            Place place = Place.allTime(generation, publication);
            list.forEach(window -> wanted.put(new EntityAt(place.in(window.row().start()), entity), window.stamp()));
        });
        Dated<Map<EntityAt, EntityRow>> looked = entities.look(wanted);
        Map<String, List<Point>> lines = new LinkedHashMap<>();
        windows.forEach((publication, list) -> {
            Place place = Place.allTime(generation, publication);
            List<Point> line = new ArrayList<>();
            for (Window window : list) {
                Instant start = window.row().start();
                EntityRow row = looked.value().get(new EntityAt(place.in(start), entity));
                line.add(new Point(start, row == null ? 0 : row.count()));
            }
            lines.put(publication, line);
        });
        return new Dated<>(lines, looked.asOf());
    }
}

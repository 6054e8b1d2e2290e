package dev.mentions.dashboard.events;

import dev.mentions.dashboard.feed.Catalogue;
import dev.mentions.dashboard.feed.Publication;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * Publications that were counted.
 *
 * @param articles of all publications
 * @param changed those that were counted since the last event, as they are now
 */
public record CountsEvent(int generation, Instant asOf, long articles, List<Item> changed) {

    /** The name it is sent under. */
    public static final String NAME = "counts";

    /** A publication. */
    public record Item(String id, String name, long articles, Instant updatedAt) {}

    public static CountsEvent of(Catalogue now, Collection<Publication> changed) {
        return new CountsEvent(
                now.generation().number(),
                now.asOf(),
                now.articles(),
                changed.stream()
                        .map(Publication::row)
                        .map(row -> new Item(row.id(), row.name(), row.articles(), row.updatedAt()))
                        .toList());
    }
}

package dev.mentions.dashboard.http;

import dev.mentions.dashboard.counts.Across;
import java.time.Instant;
import java.util.List;

/**
 * An entity in all publications that write about it.
 *
 * @param count of all time, in the publications that were considered
 */
record EntityAcrossView(
        int generation,
        Instant asOf,
        String id,
        String kind,
        String key,
        String text,
        long count,
        Considered considered,
        List<Item> publications)
        implements Table {

    /**
     * Which publications were looked at: those with most articles.
     *
     * @param of how many there are
     */
    record Considered(int publications, int of) {}

    /**
     * A publication that writes about it.
     *
     * @param count of all time
     * @param windows its counts in the newest windows, or those of the range, oldest first; of the first publications only
     */
    record Item(String id, String name, long articles, long count, List<Across.Point> windows) {}

    @Override
    public String fileName() {
        return "publications-of-entity";
    }

    @Override
    public List<String> header() {
        return List.of("id", "name", "articles", "count");
    }

    @Override
    public List<List<Object>> rows() {
        return publications.stream()
                .map(item -> List.<Object>of(item.id(), item.name(), item.articles(), item.count()))
                .toList();
    }
}

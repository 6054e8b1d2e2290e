package dev.mentions.dashboard.http;

import java.time.Instant;
import java.util.List;

/** The entities that have a name. */
record NamesView(int generation, Instant asOf, List<Item> items) implements Table {

    /**
     * An entity.
     *
     * @param count in all publications that were looked at
     * @param publications that write about it
     */
    record Item(String id, String kind, String key, String text, long count, int publications) {}

    @Override
    public String fileName() {
        return "names";
    }

    @Override
    public List<String> header() {
        return List.of("id", "kind", "key", "text", "count", "publications");
    }

    @Override
    public List<List<Object>> rows() {
        return items.stream()
                .map(item -> List.<Object>of(
                        item.id(), item.kind(), item.key(), item.text(), item.count(), item.publications()))
                .toList();
    }
}

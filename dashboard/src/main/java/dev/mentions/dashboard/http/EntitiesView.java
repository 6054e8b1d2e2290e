package dev.mentions.dashboard.http;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The entities counted most.
 *
 * @param exact whether no other belongs here, and each count is whole
 * @param range null for all time
 * @param next cursor of the following ones; null when there are none, or none that can be had
 */
record EntitiesView(
        int generation,
        Instant asOf,
        boolean exact,
        @Nullable Range range,
        List<EntityView> items,
        @Nullable String next)
        implements Table {

    /**
     * Windows that start in a range.
     *
     * @param windows how many there are
     */
    record Range(Instant from, Instant to, int windows) {}

    @Override
    public String fileName() {
        return "entities";
    }

    @Override
    public List<String> header() {
        return List.of("id", "kind", "key", "text", "count");
    }

    @Override
    public List<List<Object>> rows() {
        return items.stream()
                .map(item -> List.<Object>of(item.id(), item.kind(), item.key(), item.text(), item.count()))
                .toList();
    }
}

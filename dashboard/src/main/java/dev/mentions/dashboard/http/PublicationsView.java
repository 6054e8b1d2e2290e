package dev.mentions.dashboard.http;

import dev.mentions.dashboard.store.PublicationRow;
import dev.mentions.dashboard.store.WindowRow;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Publications.
 *
 * @param total of all, whatever is searched for
 * @param next cursor of the following ones; null when there are none
 */
record PublicationsView(
        int generation,
        Instant asOf,
        Total total,
        List<Item> items,
        @Nullable String next) implements Table {

    record Total(int publications, long articles) {}

    /** @param windows the newest ones, oldest first; none while the read budget does not allow it */
    record Item(String id, String key, String name, long articles, Instant updatedAt, List<WindowView> windows) {

        static Item of(PublicationRow row, List<WindowRow> windows) {
            return new Item(row.id(), row.key(), row.name(), row.articles(), row.updatedAt(), WindowView.of(windows));
        }
    }

    @Override
    public String fileName() {
        return "publications";
    }

    @Override
    public List<String> header() {
        return List.of("id", "key", "name", "articles", "updatedAt");
    }

    @Override
    public List<List<Object>> rows() {
        return items.stream()
                .map(item -> List.<Object>of(item.id(), item.key(), item.name(), item.articles(), item.updatedAt()))
                .toList();
    }
}

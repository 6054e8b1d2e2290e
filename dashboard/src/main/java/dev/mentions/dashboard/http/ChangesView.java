package dev.mentions.dashboard.http;

import dev.mentions.dashboard.counts.Changes;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a window writes about more, and less, than the one before it.
 *
 * @param exact whether nothing else rises or falls by more than the last of each list
 * @param window null while there is none
 * @param before null when there is none
 */
record ChangesView(
        int generation,
        Instant asOf,
        boolean exact,
        @Nullable WindowView window,
        @Nullable WindowView before,
        List<Item> rising,
        List<Item> falling)
        implements Table {

    record Item(String id, String kind, String key, String text, long count, long before, long change) {

        static List<Item> of(List<Changes.Change> changes) {
            return changes.stream()
                    .map(one -> new Item(
                            one.now().id(),
                            one.now().kind().spelling(),
                            one.now().key(),
                            one.now().text(),
                            one.now().count(),
                            one.before(),
                            one.change()))
                    .toList();
        }
    }

    @Override
    public String fileName() {
        return "changes";
    }

    @Override
    public List<String> header() {
        return List.of("id", "kind", "key", "text", "count", "before", "change");
    }

    @Override
    public List<List<Object>> rows() {
        return Stream.concat(rising.stream(), falling.stream())
                .map(item -> List.<Object>of(
                        item.id(), item.kind(), item.key(), item.text(), item.count(), item.before(), item.change()))
                .toList();
    }
}

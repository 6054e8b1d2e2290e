package dev.mentions.dashboard.http;

import dev.mentions.dashboard.store.EntityRow;
import java.util.List;

/** A count of an entity. */
record EntityView(String id, String kind, String key, String text, long count) {

    static EntityView of(EntityRow row) {
        return new EntityView(row.id(), row.kind().spelling(), row.key(), row.text(), row.count());
    }

    static List<EntityView> of(List<EntityRow> rows) {
        return rows.stream().map(EntityView::of).toList();
    }
}

package dev.mentions.dashboard.http;

import dev.mentions.dashboard.store.WindowRow;
import java.time.Instant;
import java.util.List;

/** The articles of a window. */
record WindowView(Instant start, Instant end, long articles) {

    static WindowView of(WindowRow row) {
        return new WindowView(row.start(), row.end(), row.articles());
    }

    static List<WindowView> of(List<WindowRow> rows) {
        return rows.stream().map(WindowView::of).toList();
    }
}

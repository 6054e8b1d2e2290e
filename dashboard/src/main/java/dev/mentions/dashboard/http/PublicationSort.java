package dev.mentions.dashboard.http;

import dev.mentions.dashboard.store.PublicationRow;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;

/** In which order publications are listed. The id decides between equals, so that a list has one order. */
enum PublicationSort {
    ARTICLES,
    NAME,
    UPDATED;

    Comparator<PublicationRow> order() {
        Comparator<PublicationRow> order = switch (this) {
            case ARTICLES -> Comparator.comparingLong(PublicationRow::articles).reversed();
            case NAME -> Comparator.comparing(row -> folded(row.name()));
            case UPDATED -> Comparator.comparing(PublicationRow::updatedAt).reversed();
        };
        return order.thenComparing(PublicationRow::id);
    }

    /** Returns a cursor behind a row, which is found again even when the row has moved. */
    String behind(PublicationRow row) {
        return Cursor.write(
                name(),
                Long.toString(row.articles()),
                folded(row.name()).replace('\n', ' '),
                row.updatedAt().toString(),
                row.id());
    }

    /** Returns a row that stands where a cursor says. */
    PublicationRow at(String[] cursor) {
        if (!cursor[0].equals(name())) {
            throw Cursor.wrong();
        }
        try {
            Instant updatedAt = Instant.parse(cursor[3]);
            return new PublicationRow(cursor[4], "", cursor[2], Cursor.number(cursor[1]), updatedAt, updatedAt);
        } catch (DateTimeException e) {
            throw Cursor.wrong();
        }
    }

    /** Returns a text as it is compared: in any case, and with the same letters written in the same way. */
    static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }
}

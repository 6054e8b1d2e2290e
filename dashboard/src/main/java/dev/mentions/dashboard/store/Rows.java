package dev.mentions.dashboard.store;

import com.google.cloud.Timestamp;
import com.google.cloud.firestore.DocumentSnapshot;
import dev.mentions.contract.CountDocuments;
import dev.mentions.contract.EntityKind;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes rows of documents. One that is not as the sink writes it is left out: it must not take the page down. */
final class Rows {

    private Rows() {}

    static Optional<PublicationRow> publication(DocumentSnapshot document) {
        String key = document.getString(CountDocuments.KEY);
        String name = document.getString(CountDocuments.NAME);
        Long articles = document.getLong(CountDocuments.ARTICLES);
        Instant updatedAt = instant(document.getTimestamp(CountDocuments.UPDATED_AT));
        Instant version = instant(document.getUpdateTime());
        if (key == null || name == null || articles == null || updatedAt == null || version == null) {
            return Optional.empty();
        }
        return Optional.of(new PublicationRow(document.getId(), key, name, articles, updatedAt, version));
    }

    static Optional<WindowRow> window(DocumentSnapshot document) {
        Instant start = instant(document.getTimestamp(CountDocuments.START));
        Instant end = instant(document.getTimestamp(CountDocuments.END));
        Long articles = document.getLong(CountDocuments.ARTICLES);
        Instant version = instant(document.getUpdateTime());
        if (start == null || end == null || articles == null || version == null) {
            return Optional.empty();
        }
        return Optional.of(new WindowRow(start, end, articles, version));
    }

    static Optional<EntityRow> entity(DocumentSnapshot document) {
        String key = document.getString(CountDocuments.KEY);
        String text = document.getString(CountDocuments.TEXT);
        Long count = document.getLong(CountDocuments.COUNT);
        Optional<EntityKind> kind =
                Optional.ofNullable(document.getString(CountDocuments.KIND)).flatMap(EntityKind::named);
        if (key == null || text == null || count == null || kind.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new EntityRow(document.getId(), kind.get(), key, text, count));
    }

    static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
    }

    static Timestamp timestamp(Instant instant) {
        return Timestamp.ofTimeSecondsAndNanos(instant.getEpochSecond(), instant.getNano());
    }
}

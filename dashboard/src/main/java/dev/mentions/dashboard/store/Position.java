package dev.mentions.dashboard.store;

import com.google.cloud.firestore.FieldPath;
import com.google.cloud.firestore.Query;
import dev.mentions.contract.CountDocuments;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where to go on among publications in the order they were counted in.
 *
 * @param from the moment to begin at, included
 * @param after id of the publication of that moment to go on behind; null to begin with all of it
 */
public record Position(Instant from, @Nullable String after) {

    Query in(Query publications, int limit) {
        Query ordered = publications
                .orderBy(CountDocuments.UPDATED_AT)
                .orderBy(FieldPath.documentId())
                .limit(limit);
        return after == null ? ordered.startAt(Rows.timestamp(from)) : ordered.startAfter(Rows.timestamp(from), after);
    }
}

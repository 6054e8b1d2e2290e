package dev.mentions.dashboard.store;

import com.google.cloud.firestore.CollectionReference;
import com.google.cloud.firestore.DocumentReference;
import com.google.cloud.firestore.Firestore;
import dev.mentions.contract.CountDocuments;
import dev.mentions.contract.Generation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whose counts are meant.
 *
 * @param publication id of its document
 * @param window start of a window; null for all time
 */
public record Place(
        Generation generation, String publication, @Nullable Instant window) {

    public static Place allTime(Generation generation, String publication) {
        return new Place(generation, publication, null);
    }

    public Place in(Instant start) {
        return new Place(generation, publication, start);
    }

    CollectionReference entities(Firestore firestore) {
        DocumentReference document =
                firestore.collection(CountDocuments.root(generation)).document(publication);
        DocumentReference parent = window == null
                ? document
                : document.collection(CountDocuments.WINDOWS).document(CountDocuments.windowId(window));
        return parent.collection(CountDocuments.ENTITIES);
    }
}

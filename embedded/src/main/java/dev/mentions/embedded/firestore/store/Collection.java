package dev.mentions.embedded.firestore.store;

import dev.mentions.embedded.firestore.value.NameOrder;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The documents of one collection, by id in name order. Guarded by the database's lock. */
final class Collection {

    private final String path;
    private final TreeMap<String, StoredDocument> documents = new TreeMap<>(NameOrder::compare);

    Collection(String path) {
        this.path = path;
    }

    String path() {
        return path;
    }

    String id() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    NavigableMap<String, StoredDocument> documents() {
        return documents;
    }
}

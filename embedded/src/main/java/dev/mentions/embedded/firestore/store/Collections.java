package dev.mentions.embedded.firestore.store;

import dev.mentions.embedded.firestore.value.NameOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** All collections that hold a document, by path and by id. Guarded by the database's lock. */
final class Collections {

    private final Map<String, Collection> byPath = new HashMap<>();
    private final NavigableMap<String, Collection> sorted = new TreeMap<>();
    private final Map<String, NavigableMap<String, Collection>> groups = new HashMap<>();
    private int documents;

    int documentCount() {
        return documents;
    }

    @Nullable
    Collection find(String path) {
        return byPath.get(path);
    }

    @Nullable
    StoredDocument find(DocumentName name) {
        Collection collection = byPath.get(name.collectionPath());
        return collection == null ? null : collection.documents().get(name.id());
    }

    void put(StoredDocument document) {
        Collection collection = byPath.get(document.collectionPath());
        if (collection == null) {
            collection = new Collection(document.collectionPath());
            byPath.put(collection.path(), collection);
            sorted.put(collection.path(), collection);
            groups.computeIfAbsent(collection.id(), id -> new TreeMap<>(NameOrder::compare))
                    .put(collection.path(), collection);
        }
        if (collection.documents().put(document.id(), document) == null) {
            documents++;
        }
    }

    void remove(DocumentName name) {
        Collection collection = byPath.get(name.collectionPath());
        if (collection == null || collection.documents().remove(name.id()) == null) {
            return;
        }
        documents--;
        if (collection.documents().isEmpty()) {
            byPath.remove(collection.path());
            sorted.remove(collection.path());
            NavigableMap<String, Collection> group = groups.get(collection.id());
            group.remove(collection.path());
            if (group.isEmpty()) {
                groups.remove(collection.id());
            }
        }
    }

    /** Returns every document there is, in no particular order. */
    List<StoredDocument> all() {
        List<StoredDocument> all = new ArrayList<>(documents);
        byPath.values().forEach(collection -> all.addAll(collection.documents().values()));
        return all;
    }

    /** Returns the collections of a scope that hold documents, sorted by name. */
    List<Collection> in(Scope scope) {
        if (!scope.allDescendants() && !scope.collectionId().isEmpty()) {
            Collection collection = byPath.get(scope.parent() + '/' + scope.collectionId());
            return collection == null ? List.of() : List.of(collection);
        }
        NavigableMap<String, Collection> candidates = scope.collectionId().isEmpty()
                ? below(scope.parent())
                : groups.getOrDefault(scope.collectionId(), java.util.Collections.emptyNavigableMap());
        return candidates.values().stream()
                .filter(collection -> scope.contains(collection.path()))
                .toList();
    }

    /** Returns the ids of the collections below a document, those included that hold only documents with collections. */
    SortedSet<String> idsBelow(String document) {
        return nextSegments(document);
    }

    /** Returns the ids of the documents of a collection that do not exist but have collections below them. */
    SortedSet<String> missingIn(String collectionPath) {
        SortedSet<String> ids = nextSegments(collectionPath);
        Collection collection = byPath.get(collectionPath);
        if (collection != null) {
            ids.removeAll(collection.documents().keySet());
        }
        return ids;
    }

    private SortedSet<String> nextSegments(String path) {
        SortedSet<String> segments = new TreeSet<>(NameOrder::compare);
        String prefix = path + '/';
        String key = sorted.ceilingKey(prefix);
        while (key != null && key.startsWith(prefix)) {
            int end = key.indexOf('/', prefix.length());
            String segment = key.substring(prefix.length(), end < 0 ? key.length() : end);
            segments.add(segment);
            // '0' follows '/': everything below this segment is passed over.
            key = end < 0 ? sorted.higherKey(key) : sorted.ceilingKey(prefix + segment + '0');
        }
        return segments;
    }

    private NavigableMap<String, Collection> below(String parent) {
        NavigableMap<String, Collection> inNameOrder = new TreeMap<>(NameOrder::compare);
        inNameOrder.putAll(sorted.subMap(parent + '/', true, parent + '0', false));
        return inNameOrder;
    }
}

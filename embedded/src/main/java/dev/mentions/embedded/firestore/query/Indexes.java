package dev.mentions.embedded.firestore.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.firestore.v1.StructuredQuery.Filter;
import dev.mentions.embedded.firestore.query.Index.Field;
import dev.mentions.embedded.firestore.store.Scope;
import dev.mentions.embedded.firestore.value.FieldPath;
import dev.mentions.embedded.firestore.value.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The indexes that a database has. Firestore answers a query from one index, which must have what is compared for
 * equality, in any order, and then what the results are sorted by, in that order and in those directions; or from one
 * single-field index for each comparison, where nothing is sorted. Every field has an ascending and a descending index in
 * each collection unless the file says otherwise of it; all others are in the file.
 *
 * <p>Stricter than production in one way: it never joins several composite indexes. Thread-safe.
 */
public final class Indexes {

    private static final String EVERY_FIELD = "*";

    private record FieldName(String collection, String path) {}

    private final boolean all;
    private final Set<Index> composites = new HashSet<>();
    private final Map<FieldName, Set<Index>> overrides = new HashMap<>();
    private final Set<Index> used = ConcurrentHashMap.newKeySet();

    private Indexes(boolean all) {
        this.all = all;
    }

    /** Returns every index that a query could want. */
    public static Indexes all() {
        return new Indexes(true);
    }

    /**
     * Reads what {@code firebase deploy} would make.
     *
     * @param file a {@code firestore.indexes.json}
     * @throws IOException when it cannot be read
     */
    public static Indexes read(Path file) throws IOException {
        Indexes indexes = new Indexes(false);
        JsonNode root = new JsonMapper().readTree(file.toFile());
        for (JsonNode index : root.path("indexes")) {
            List<Field> fields = new ArrayList<>();
            index.required("fields").forEach(field -> fields.add(field(field.required("fieldPath"), field)));
            indexes.composites.add(new Index(
                    index.required("collectionGroup").textValue(),
                    index.required("queryScope").textValue(),
                    fields));
        }
        for (JsonNode override : root.path("fieldOverrides")) {
            String collection = override.required("collectionGroup").textValue();
            JsonNode path = override.required("fieldPath");
            Set<Index> single = new HashSet<>();
            override.required("indexes")
                    .forEach(index -> single.add(new Index(
                            collection,
                            index.path("queryScope").asText(Index.COLLECTION),
                            List.of(field(path, index)))));
            indexes.overrides.put(new FieldName(collection, path.textValue()), single);
        }
        return indexes;
    }

    private static Field field(JsonNode path, JsonNode description) {
        JsonNode order = description.path("order");
        return new Field(
                path.textValue(), (order.isMissingNode() ? description.required("arrayConfig") : order).textValue());
    }

    /** Returns those of the file that no query has used, in words. */
    public SortedSet<String> unused() {
        SortedSet<String> unused = new TreeSet<>();
        Stream.concat(composites.stream(), overrides.values().stream().flatMap(Collection::stream))
                .filter(index -> !used.contains(index))
                .forEach(index -> unused.add(index.toString()));
        return unused;
    }

    /** @throws io.grpc.StatusRuntimeException FAILED_PRECONDITION when an index is missing */
    void require(Scope scope, Filter filter, SortOrder order) {
        if (all) {
            return;
        }
        if (!Filters.isConjunctionOfComparisons(filter)) {
            throw Refusal.unimplemented("This server does not know the indexes of such a filter.");
        }
        String queryScope = scope.allDescendants() ? Index.COLLECTION_GROUP : Index.COLLECTION;
        List<Field> sorted = sorted(order);
        List<Field> equal = equal(filter, sorted);
        if (sorted.isEmpty()) {
            equal.forEach(field -> use(new Index(scope.collectionId(), queryScope, List.of(field)), 1));
        } else {
            List<Field> fields = new ArrayList<>(equal);
            fields.addAll(sorted);
            use(new Index(scope.collectionId(), queryScope, fields), equal.size());
        }
    }

    private static List<Field> equal(Filter filter, List<Field> sorted) {
        Set<String> sortedPaths = new HashSet<>();
        sorted.forEach(field -> sortedPaths.add(field.path()));
        return Filters.equalities(filter).stream()
                .filter(path -> !path.isDocumentName() && !sortedPaths.contains(path.toString()))
                .map(path -> new Field(path.toString(), Index.ASCENDING))
                .toList();
    }

    /** Returns what an index must sort by; not the name, where it goes on in the last field's direction. */
    private static List<Field> sorted(SortOrder order) {
        List<Field> fields = new ArrayList<>();
        int direction = 1;
        for (SortOrder.Key key : order.keys()) {
            if (!key.path().isDocumentName() || key.direction() != direction) {
                fields.add(new Field(key.path().toString(), key.direction() < 0 ? Index.DESCENDING : Index.ASCENDING));
            }
            if (key.path().isDocumentName()) {
                break;
            }
            direction = key.direction();
        }
        return fields;
    }

    /** @param equal how many of the first fields are compared for equality */
    private void use(Index needed, int equal) {
        Field first = needed.fields().get(0);
        boolean single = needed.fields().size() == 1 && !first.path().equals(FieldPath.DOCUMENT_NAME.toString());
        Optional<Index> found = single
                ? Optional.of(needed).filter(this::isThere)
                : composites.stream()
                        .filter(index -> serves(index, needed, equal))
                        .findFirst();
        used.add(found.orElseThrow(() -> Refusal.failedPrecondition("The query requires an index: " + needed)));
    }

    private boolean isThere(Index single) {
        Set<Index> own = overrides.get(
                new FieldName(single.collection(), single.fields().get(0).path()));
        if (own != null) {
            return own.contains(single);
        }
        return single.queryScope().equals(Index.COLLECTION)
                && !overrides.containsKey(new FieldName(single.collection(), EVERY_FIELD));
    }

    /** The directions of what is compared for equality, and the order among it, do not matter. */
    private static boolean serves(Index index, Index needed, int equal) {
        int size = needed.fields().size();
        return index.collection().equals(needed.collection())
                && index.queryScope().equals(needed.queryScope())
                && index.fields().size() == size
                && paths(index, equal).equals(paths(needed, equal))
                && index.fields().subList(equal, size).equals(needed.fields().subList(equal, size));
    }

    private static Set<String> paths(Index index, int first) {
        return index.fields().subList(0, first).stream().map(Field::path).collect(Collectors.toSet());
    }
}

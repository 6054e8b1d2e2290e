package dev.mentions.embedded.firestore.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mentions.embedded.firestore.query.Index.Field;
import dev.mentions.embedded.firestore.value.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
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
import java.util.stream.Stream;

/**
 * The indexes that a database has. Every field of every collection has three of its own, ascending, descending and one of
 * array elements, which serve queries of one collection. All others, and where a field has not those three, are said in a
 * file.
 *
 * <p>Stricter than production in one way: it never joins several composite indexes. Thread-safe.
 */
public final class Indexes {

    private static final String EVERY_FIELD = "*";

    private record FieldName(String collection, String path) {}

    private final Set<Index> composites = new HashSet<>();
    private final Map<FieldName, Set<Index>> overrides = new HashMap<>();
    private final Set<Index> used = ConcurrentHashMap.newKeySet();

    private Indexes() {}

    /** Returns the indexes of a new database: those that every field has of its own. */
    public static Indexes automatic() {
        return new Indexes();
    }

    /**
     * Reads what {@code firebase deploy} would make.
     *
     * @param file a {@code firestore.indexes.json}
     * @throws IOException when it cannot be read
     */
    public static Indexes read(Path file) throws IOException {
        try (InputStream json = Files.newInputStream(file)) {
            return read(json);
        }
    }

    /**
     * Reads what {@code firebase deploy} would make.
     *
     * @param json the content of a {@code firestore.indexes.json}
     * @throws IOException when it cannot be read
     */
    public static Indexes read(InputStream json) throws IOException {
        Indexes indexes = new Indexes();
        JsonNode root = new JsonMapper().readTree(json);
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
    void require(List<IndexRequirement> requirements) {
        requirements.forEach(this::require);
    }

    private void require(IndexRequirement requirement) {
        Index needed = requirement.index();
        Optional<Index> found = requirement.isSingleField()
                ? Optional.of(needed).filter(this::isThere)
                : composites.stream().filter(requirement::isMetBy).findFirst();
        used.add(found.orElseThrow(() -> Refusal.failedPrecondition("The query requires an index: " + needed
                + ". This database does not have it. Add it to the firestore.indexes.json of this server and of the project"
                + (requirement.isSingleField() ? ", as an entry of fieldOverrides." : ", as an entry of indexes."))));
    }

    /** A field of a map is indexed as the map is, where the file says nothing of the field itself. */
    private boolean isThere(Index single) {
        Field field = single.fields().get(0);
        for (String path = field.path(); !path.isEmpty(); path = parent(path)) {
            Set<Index> own = overrides.get(new FieldName(single.collection(), path));
            if (own != null) {
                return own.contains(
                        new Index(single.collection(), single.queryScope(), List.of(new Field(path, field.mode()))));
            }
        }
        return single.queryScope().equals(Index.COLLECTION)
                && !overrides.containsKey(new FieldName(single.collection(), EVERY_FIELD));
    }

    /** Returns the path of the map that a field is in; empty when it is in none. */
    private static String parent(String path) {
        boolean quoted = false;
        int dot = 0;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '`') {
                quoted = !quoted;
            } else if (c == '.' && !quoted) {
                dot = i;
            }
        }
        return path.substring(0, dot);
    }
}

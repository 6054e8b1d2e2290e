package dev.mentions.embedded.firestore.query;

import dev.mentions.embedded.firestore.query.Index.Field;
import dev.mentions.embedded.firestore.store.DocumentName;
import dev.mentions.embedded.firestore.store.Scope;
import dev.mentions.embedded.firestore.value.FieldPath;
import dev.mentions.embedded.firestore.value.Refusal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An index that a query needs. Each disjunction of a query is answered from one index, which has what is compared for
 * equality and what arrays must contain, in any order, and then what the results are sorted by, in that order and those
 * directions; or from one single-field index for each condition, where nothing is sorted.
 *
 * @param found how many of the first fields are compared for equality or must contain something
 */
record IndexRequirement(Index index, int found) {

    /**
     * Returns what a query needs; nothing, when it only sorts and compares names.
     *
     * @throws io.grpc.StatusRuntimeException FAILED_PRECONDITION when no index would do
     */
    static List<IndexRequirement> of(Scope scope, FilterTree filter, SortOrder order) {
        List<Field> sorted = sorted(order);
        List<IndexRequirement> requirements = new ArrayList<>();
        for (List<Condition> disjunction : filter.disjunctions()) {
            List<Field> found = found(disjunction, sorted);
            if (sorted.isEmpty()) {
                found.forEach(field -> requirements.add(of(scope, List.of(field), 1)));
            } else {
                List<Field> fields = new ArrayList<>(found);
                fields.addAll(sorted);
                requirements.add(of(scope, fields, found.size()));
            }
        }
        if (!requirements.isEmpty() && scope.allDescendants() && !DocumentName.isRoot(scope.parent())) {
            throw Refusal.failedPrecondition("The query filters or sorts a collection group below \"" + scope.parent()
                    + "\" by fields. Firestore documents no index for that. Query the collection group of the whole "
                    + "database, or filter and sort by " + FieldPath.DOCUMENT_NAME + " only.");
        }
        return requirements;
    }

    private static IndexRequirement of(Scope scope, List<Field> fields, int found) {
        String queryScope = scope.allDescendants() ? Index.COLLECTION_GROUP : Index.COLLECTION;
        return new IndexRequirement(new Index(scope.collectionId(), queryScope, fields), found);
    }

    private static List<Field> found(List<Condition> disjunction, List<Field> sorted) {
        Set<String> sortedPaths = new HashSet<>();
        sorted.forEach(field -> sortedPaths.add(field.path()));
        return disjunction.stream()
                .filter(condition -> !condition.path().isDocumentName())
                .filter(condition -> condition.operator().isContains()
                        || (condition.operator().isEquality()
                                && !sortedPaths.contains(condition.path().toString())))
                .map(condition -> new Field(
                        condition.path().toString(),
                        condition.operator().isContains() ? Index.CONTAINS : Index.ASCENDING))
                .distinct()
                .sorted(Comparator.comparing(Field::path))
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
            direction = key.direction();
        }
        return fields;
    }

    /** Returns whether an index of one field will do, such as every field has of its own. */
    boolean isSingleField() {
        return index.fields().size() == 1 && !index.fields().get(0).path().equals(FieldPath.DOCUMENT_NAME.toString());
    }

    /** Returns whether a composite index answers this. */
    boolean isMetBy(Index composite) {
        List<Field> needed = index.fields();
        List<Field> there = composite.fields();
        return composite.collection().equals(index.collection())
                && composite.queryScope().equals(index.queryScope())
                && there.size() == needed.size()
                && there.subList(0, found).stream()
                        .allMatch(field -> needed.subList(0, found).stream().anyMatch(field::finds))
                && needed.subList(0, found).stream()
                        .allMatch(field -> there.subList(0, found).stream().anyMatch(field::finds))
                && there.subList(found, there.size()).equals(needed.subList(found, needed.size()));
    }
}

package dev.mentions.embedded.firestore.query;

import java.util.List;
import java.util.stream.Collectors;

/**
 * An index of a database, on one field or composed of several.
 *
 * @param collection id of the collections that it covers
 * @param queryScope {@value #COLLECTION} or {@value #COLLECTION_GROUP}, as Firestore spells them
 * @param fields in the order of the index; the document's name follows the last one in its direction where it is not told
 */
record Index(String collection, String queryScope, List<Field> fields) {

    static final String COLLECTION = "COLLECTION";
    static final String COLLECTION_GROUP = "COLLECTION_GROUP";
    static final String ASCENDING = "ASCENDING";
    static final String DESCENDING = "DESCENDING";
    static final String CONTAINS = "CONTAINS";

    /** @param mode {@value #ASCENDING}, {@value #DESCENDING} or, for the elements of arrays, {@value #CONTAINS} */
    record Field(String path, String mode) {

        /** Returns whether this field finds equal values, or elements, as another one does: directions do not matter. */
        boolean finds(Field other) {
            return path.equals(other.path) && mode.equals(CONTAINS) == other.mode.equals(CONTAINS);
        }

        @Override
        public String toString() {
            return path + ' ' + mode;
        }
    }

    Index {
        fields = List.copyOf(fields);
    }

    @Override
    public String toString() {
        return collection + " (" + queryScope + "): "
                + fields.stream().map(Field::toString).collect(Collectors.joining(", "));
    }
}

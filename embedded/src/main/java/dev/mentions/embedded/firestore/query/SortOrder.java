package dev.mentions.embedded.firestore.query;

import com.google.firestore.v1.StructuredQuery;
import com.google.firestore.v1.StructuredQuery.Direction;
import com.google.firestore.v1.StructuredQuery.Order;
import com.google.firestore.v1.Value;
import dev.mentions.embedded.firestore.store.StoredDocument;
import dev.mentions.embedded.firestore.value.FieldPath;
import dev.mentions.embedded.firestore.value.NameOrder;
import dev.mentions.embedded.firestore.value.ValueOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The full order of a query's results, with what it adds to what was asked for: inequality fields, then the name. */
final class SortOrder {

    /** A document with the values it is sorted by; the one for the document's name is left null. */
    record Row(StoredDocument document, List<@Nullable Value> keys) {}

    /** @param direction 1 ascending, -1 descending */
    record Key(FieldPath path, int direction) {}

    private final List<Key> keys;

    private SortOrder(List<Key> keys) {
        this.keys = keys;
    }

    static SortOrder of(StructuredQuery query) {
        List<Key> keys = new ArrayList<>();
        int direction = 1;
        for (Order order : query.getOrderByList()) {
            direction = order.getDirection() == Direction.DESCENDING ? -1 : 1;
            keys.add(new Key(FieldPath.parse(order.getField().getFieldPath()), direction));
        }
        for (FieldPath path : Filters.inequalities(query.getWhere())) {
            add(keys, path, direction);
        }
        add(keys, FieldPath.DOCUMENT_NAME, direction);
        return new SortOrder(List.copyOf(keys));
    }

    private static void add(List<Key> keys, FieldPath path, int direction) {
        if (keys.stream().noneMatch(key -> key.path.equals(path))) {
            keys.add(new Key(path, direction));
        }
    }

    /** Returns what documents are sorted by, the name last. */
    List<Key> keys() {
        return keys;
    }

    /** Whether documents are sorted by nothing but their names. */
    boolean isByNameOnly() {
        return keys.get(0).path.isDocumentName();
    }

    boolean isByNameDescending() {
        return isByNameOnly() && keys.get(0).direction < 0;
    }

    int size() {
        return keys.size();
    }

    /** Returns the document with what it is sorted by, or null when it lacks one of the fields: no query returns it. */
    @Nullable
    Row row(StoredDocument document) {
        @Nullable Value[] values = new Value[keys.size()];
        for (int i = 0; i < values.length; i++) {
            FieldPath path = keys.get(i).path;
            if (!path.isDocumentName()) {
                Value value = document.find(path);
                if (value == null) {
                    return null;
                }
                values[i] = value;
            }
        }
        return new Row(document, Arrays.asList(values));
    }

    Comparator<Row> comparator() {
        return (left, right) -> {
            for (int i = 0; i < keys.size(); i++) {
                Value l = left.keys.get(i);
                Value r = right.keys.get(i);
                int order = l == null || r == null
                        ? left.document.compareTo(right.document)
                        : ValueOrder.INSTANCE.compare(l, r);
                if (order != 0) {
                    return order * keys.get(i).direction;
                }
            }
            return 0;
        };
    }

    /** Compares a row with the first values of a position in this order. */
    int compare(Row row, List<Value> position) {
        for (int i = 0; i < position.size(); i++) {
            Value key = row.keys.get(i);
            int order = key == null
                    ? NameOrder.compare(row.document.name(), position.get(i).getReferenceValue())
                    : ValueOrder.INSTANCE.compare(key, position.get(i));
            if (order != 0) {
                return order * keys.get(i).direction;
            }
        }
        return 0;
    }
}

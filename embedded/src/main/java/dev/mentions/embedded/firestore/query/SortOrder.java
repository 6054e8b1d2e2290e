package dev.mentions.embedded.firestore.query;

import com.google.firestore.v1.StructuredQuery.Order;
import com.google.firestore.v1.Value;
import dev.mentions.embedded.firestore.store.StoredDocument;
import dev.mentions.embedded.firestore.value.FieldPath;
import dev.mentions.embedded.firestore.value.NameOrder;
import dev.mentions.embedded.firestore.value.Refusal;
import dev.mentions.embedded.firestore.value.ValueOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The full order of a query's results, with what it adds to what was asked for: inequality fields, fields that are summed
 * or averaged, then the name.
 */
final class SortOrder {

    /** By the text of the path. */
    static final Comparator<FieldPath> BY_TEXT = Comparator.comparing(FieldPath::toString, NameOrder::compareUtf8);

    /** A document with the values it is sorted by; the one for the document's name is left null. */
    record Row(StoredDocument document, List<@Nullable Value> keys) {}

    /** @param direction 1 ascending, -1 descending */
    record Key(FieldPath path, int direction) {}

    private final List<Key> keys;
    private final int explicit;

    private SortOrder(List<Key> keys, int explicit) {
        this.keys = List.copyOf(keys);
        this.explicit = explicit;
    }

    /**
     * Completes an order.
     *
     * @param orders what the query says
     * @param aggregated fields that are summed or averaged
     * @throws io.grpc.StatusRuntimeException INVALID_ARGUMENT when there is no such order
     */
    static SortOrder of(List<Order> orders, FilterTree filter, SortedSet<FieldPath> aggregated) {
        List<Key> keys = new ArrayList<>();
        for (Order order : orders) {
            addExplicit(keys, FieldPath.parse(order.getField().getFieldPath()), direction(order));
        }
        int explicit = keys.size();
        int direction = keys.isEmpty() ? 1 : keys.get(explicit - 1).direction;
        boolean named = has(keys, FieldPath.DOCUMENT_NAME);
        for (FieldPath path : inequalities(filter)) {
            if (named && !has(keys, path)) {
                throw afterName(path, "compares it by inequality");
            }
            addImplicit(keys, path, direction);
        }
        named |= filter.conditions().anyMatch(condition -> condition.path().isDocumentName());
        for (FieldPath path : aggregated) {
            if (named && !has(keys, path)) {
                throw afterName(path, "aggregates it");
            }
            addImplicit(keys, path, direction);
        }
        addImplicit(keys, FieldPath.DOCUMENT_NAME, direction);
        return new SortOrder(keys, explicit);
    }

    private static int direction(Order order) {
        return switch (order.getDirection()) {
            case DIRECTION_UNSPECIFIED, ASCENDING -> 1;
            case DESCENDING -> -1;
            case UNRECOGNIZED ->
                throw Refusal.invalid("Unknown direction of an order. Use one of [ASCENDING, DESCENDING].");
        };
    }

    private static void addExplicit(List<Key> keys, FieldPath path, int direction) {
        if (has(keys, path)) {
            throw Refusal.invalid("The query orders by \"" + path + "\" twice. Keep the first of these orders.");
        }
        if (has(keys, FieldPath.DOCUMENT_NAME)) {
            throw afterName(path, "orders by it later");
        }
        keys.add(new Key(path, direction));
    }

    private static void addImplicit(List<Key> keys, FieldPath path, int direction) {
        if (!has(keys, path)) {
            keys.add(new Key(path, direction));
        }
    }

    private static boolean has(List<Key> keys, FieldPath path) {
        return keys.stream().anyMatch(key -> key.path.equals(path));
    }

    /** The name is not among them: it always is the last. */
    private static SortedSet<FieldPath> inequalities(FilterTree filter) {
        return filter.conditions()
                .filter(condition -> condition.operator().isInequality())
                .map(Condition::path)
                .filter(path -> !path.isDocumentName())
                .collect(Collectors.toCollection(() -> new TreeSet<>(BY_TEXT)));
    }

    private static RuntimeException afterName(FieldPath path, String why) {
        return Refusal.invalid("The query orders by " + FieldPath.DOCUMENT_NAME + " before \"" + path + "\", and " + why
                + ". Nothing can follow " + FieldPath.DOCUMENT_NAME + ". Order by \"" + path + "\" before it.");
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

    /** Returns the orders that the query has itself: those that its cursors have values for. */
    List<Key> explicitKeys() {
        return keys.subList(0, explicit);
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

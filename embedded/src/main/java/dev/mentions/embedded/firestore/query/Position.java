package dev.mentions.embedded.firestore.query;

import com.google.firestore.v1.Cursor;
import com.google.firestore.v1.Value;
import dev.mentions.embedded.firestore.query.SortOrder.Row;
import dev.mentions.embedded.firestore.store.DocumentName;
import dev.mentions.embedded.firestore.value.Refusal;
import dev.mentions.embedded.firestore.value.ValueOrder;
import java.util.List;

/**
 * Where the results of a query start or end.
 *
 * @param values of the query's first orders
 * @param before whether the position is before the documents that have these values, or after them
 */
record Position(List<Value> values, boolean before) {

    /**
     * Reads a cursor.
     *
     * @param database {@code projects/{p}/databases/{d}}
     * @throws io.grpc.StatusRuntimeException INVALID_ARGUMENT when it does not fit the orders that the query has itself
     */
    static Position of(Cursor cursor, SortOrder order, String database) {
        List<SortOrder.Key> keys = order.explicitKeys();
        int count = cursor.getValuesCount();
        if (count == 0 || count > keys.size()) {
            throw Refusal.invalid("A cursor has " + count + " values and the query " + keys.size()
                    + " orders. A cursor needs 1 value or more, and no more than there are orders. "
                    + "Add the orders that the values belong to, or leave out the cursor.");
        }
        for (int i = 0; i < count; i++) {
            Value value = cursor.getValues(i);
            ValueOrder.check(value);
            if (keys.get(i).path().isDocumentName()) {
                checkName(value, database);
            }
        }
        return new Position(cursor.getValuesList(), cursor.getBefore());
    }

    private static void checkName(Value value, String database) {
        if (!value.hasReferenceValue()) {
            throw Refusal.invalid("A cursor has a " + value.getValueTypeCase()
                    + " where the query orders by __name__. Set a reference_value.");
        }
        DocumentName.checkReference(value.getReferenceValue(), database);
    }

    /** Returns whether a row comes after this position. */
    boolean isBefore(Row row, SortOrder order) {
        int position = order.compare(row, values);
        return position > 0 || (position == 0 && before);
    }

    /** Returns whether a row comes before this position. */
    boolean isAfter(Row row, SortOrder order) {
        int position = order.compare(row, values);
        return position < 0 || (position == 0 && !before);
    }
}

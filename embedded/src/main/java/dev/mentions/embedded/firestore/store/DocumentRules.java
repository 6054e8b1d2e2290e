package dev.mentions.embedded.firestore.store;

import com.google.common.base.Utf8;
import com.google.firestore.v1.MapValue;
import com.google.firestore.v1.Value;
import com.google.protobuf.Timestamp;
import dev.mentions.embedded.firestore.value.Refusal;
import dev.mentions.embedded.firestore.value.ReservedNames;
import dev.mentions.embedded.firestore.value.ValueOrder;
import java.util.Map;

/** Production's rules on what a document may hold. */
final class DocumentRules {

    private static final int MAX_DOCUMENT_BYTES = 1024 * 1024;
    private static final int MAX_VALUE_BYTES = MAX_DOCUMENT_BYTES - 89;
    private static final int MAX_FIELD_NAME_BYTES = 1500;
    private static final int MAX_DEPTH = 20;

    /** A document counts at most 16 times the bytes it is encoded in (an empty map), so small ones need no counting. */
    private static final int NEVER_TOO_BIG = MAX_DOCUMENT_BYTES / 16;

    private static final int DOCUMENT_OVERHEAD = 32;
    private static final int NAME_OVERHEAD = 16;

    private DocumentRules() {}

    /**
     * Checks a value that is to be written, and returns it as it is to be stored: times cut to microseconds.
     *
     * @param depth 1 for a document's own fields, more inside maps and arrays
     */
    static Value checked(Value value, int depth) {
        if (depth > MAX_DEPTH) {
            throw Refusal.invalid("Values are nested deeper than " + MAX_DEPTH + ".");
        }
        return switch (value.getValueTypeCase()) {
            case NULL_VALUE,
                    BOOLEAN_VALUE,
                    INTEGER_VALUE,
                    DOUBLE_VALUE,
                    STRING_VALUE,
                    BYTES_VALUE,
                    REFERENCE_VALUE,
                    GEO_POINT_VALUE -> value;
            case TIMESTAMP_VALUE -> truncated(value);
            case ARRAY_VALUE -> checkedArray(value, depth);
            case MAP_VALUE -> checkedMap(value, depth);
            default -> throw Refusal.invalid("A document cannot hold a " + value.getValueTypeCase() + ".");
        };
    }

    private static Value truncated(Value value) {
        Timestamp stored = Micros.toTimestamp(Micros.of(value.getTimestampValue()));
        return Value.newBuilder().setTimestampValue(stored).build();
    }

    private static Value checkedArray(Value value, int depth) {
        Value.Builder copy = value.toBuilder();
        for (int i = 0; i < value.getArrayValue().getValuesCount(); i++) {
            Value element = value.getArrayValue().getValues(i);
            if (element.hasArrayValue()) {
                throw Refusal.invalid("An array cannot directly contain another array.");
            }
            copy.getArrayValueBuilder().setValues(i, checked(element, depth + 1));
        }
        return copy.build();
    }

    private static Value checkedMap(Value value, int depth) {
        boolean vector = ValueOrder.isVector(value);
        MapValue.Builder copy = MapValue.newBuilder();
        for (Map.Entry<String, Value> entry : value.getMapValue().getFieldsMap().entrySet()) {
            if (!vector) {
                checkFieldName(entry.getKey());
            }
            copy.putFields(entry.getKey(), checked(entry.getValue(), depth + 1));
        }
        return Value.newBuilder().setMapValue(copy).build();
    }

    /** Checks the name of a field, or the key of a map in one. */
    static void checkFieldName(String name) {
        if (name.isEmpty()) {
            throw Refusal.invalid("A property name is empty.");
        }
        if (ReservedNames.isReserved(name)) {
            throw Refusal.invalid("The property name \"" + name + "\" is reserved.");
        }
        if (name.length() * 3 > MAX_FIELD_NAME_BYTES && Utf8.encodedLength(name) > MAX_FIELD_NAME_BYTES) {
            throw Refusal.invalid("A property name is longer than " + MAX_FIELD_NAME_BYTES + " bytes.");
        }
    }

    /** Checks a whole document as it is about to be stored. */
    static void checkSize(DocumentName name, Map<String, Value> fields, int encodedBytes) {
        if (encodedBytes < NEVER_TOO_BIG) {
            return;
        }
        long size = (long) DOCUMENT_OVERHEAD + nameSize(name.collectionPath() + '/' + name.id()) + fieldsSize(fields);
        if (size > MAX_DOCUMENT_BYTES) {
            throw Refusal.invalid("Document \"" + name.collectionPath() + '/' + name.id()
                    + "\" cannot be written because its size (" + size + " bytes) exceeds the maximum allowed size of "
                    + MAX_DOCUMENT_BYTES + " bytes.");
        }
    }

    /** Counts as production's page on storage sizes says. */
    private static long fieldsSize(Map<String, Value> fields) {
        long size = 0;
        for (Map.Entry<String, Value> field : fields.entrySet()) {
            size += Utf8.encodedLength(field.getKey()) + 1 + valueSize(field.getKey(), field.getValue());
        }
        return size;
    }

    private static long valueSize(String field, Value value) {
        return switch (value.getValueTypeCase()) {
            case NULL_VALUE, BOOLEAN_VALUE -> 1;
            case STRING_VALUE -> 1 + atMost(field, Utf8.encodedLength(value.getStringValue()));
            case BYTES_VALUE -> atMost(field, value.getBytesValue().size());
            case REFERENCE_VALUE -> nameSize(value.getReferenceValue());
            case GEO_POINT_VALUE -> 16;
            case ARRAY_VALUE ->
                value.getArrayValue().getValuesList().stream()
                        .mapToLong(element -> valueSize(field, element))
                        .sum();
            case MAP_VALUE -> DOCUMENT_OVERHEAD + fieldsSize(value.getMapValue().getFieldsMap());
            default -> 8;
        };
    }

    private static long atMost(String field, long bytes) {
        if (bytes > MAX_VALUE_BYTES) {
            throw Refusal.invalid(
                    "The value of property \"" + field + "\" is longer than " + MAX_VALUE_BYTES + " bytes.");
        }
        return bytes;
    }

    private static long nameSize(String name) {
        int documents = name.indexOf("/documents/");
        String path = documents < 0 ? name : name.substring(documents + "/documents/".length());
        return (long) Utf8.encodedLength(path) + 1 + NAME_OVERHEAD;
    }
}

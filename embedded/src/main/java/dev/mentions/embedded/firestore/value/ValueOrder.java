package dev.mentions.embedded.firestore.value;

import com.google.firestore.v1.Value;
import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import com.google.type.LatLng;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Firestore's order over all values: first by type, then within the type. Integers and doubles are one type. */
public final class ValueOrder implements Comparator<Value> {

    public static final ValueOrder INSTANCE = new ValueOrder();

    /** In the order that production sorts by. */
    public enum Type {
        NULL,
        BOOLEAN,
        NUMBER,
        TIMESTAMP,
        STRING,
        BYTES,
        REFERENCE,
        GEO_POINT,
        ARRAY,
        VECTOR,
        MAP
    }

    private static final String VECTOR_TYPE_KEY = "__type__";
    private static final String VECTOR_VALUE_KEY = "value";
    private static final double TWO_TO_63 = 0x1p63;

    private ValueOrder() {}

    /**
     * Returns the type a value sorts by.
     *
     * @throws io.grpc.StatusRuntimeException INVALID_ARGUMENT for a value that no document may hold
     */
    public static Type typeOf(Value value) {
        return switch (value.getValueTypeCase()) {
            case NULL_VALUE -> Type.NULL;
            case BOOLEAN_VALUE -> Type.BOOLEAN;
            case INTEGER_VALUE, DOUBLE_VALUE -> Type.NUMBER;
            case TIMESTAMP_VALUE -> Type.TIMESTAMP;
            case STRING_VALUE -> Type.STRING;
            case BYTES_VALUE -> Type.BYTES;
            case REFERENCE_VALUE -> Type.REFERENCE;
            case GEO_POINT_VALUE -> Type.GEO_POINT;
            case ARRAY_VALUE -> Type.ARRAY;
            case MAP_VALUE -> isVector(value) ? Type.VECTOR : Type.MAP;
            default ->
                throw Refusal.invalid("A value has the type " + value.getValueTypeCase()
                        + ", which no document can hold. Set one of the types that documents hold.");
        };
    }

    /**
     * Checks that a value, with all that it contains, can be compared with what documents hold.
     *
     * @throws io.grpc.StatusRuntimeException INVALID_ARGUMENT when no document may hold such a value
     */
    public static void check(Value value) {
        typeOf(value);
        value.getArrayValue().getValuesList().forEach(ValueOrder::check);
        value.getMapValue().getFieldsMap().values().forEach(ValueOrder::check);
    }

    /** Whether a map is the form in which clients send a vector. */
    public static boolean isVector(Value value) {
        Value type = value.getMapValue().getFieldsMap().get(VECTOR_TYPE_KEY);
        return type != null && type.getStringValue().equals("__vector__");
    }

    public static boolean isNan(Value value) {
        return value.hasDoubleValue() && Double.isNaN(value.getDoubleValue());
    }

    @Override
    public int compare(Value left, Value right) {
        Type type = typeOf(left);
        int types = type.compareTo(typeOf(right));
        if (types != 0) {
            return types;
        }
        return switch (type) {
            case NULL -> 0;
            case BOOLEAN -> Boolean.compare(left.getBooleanValue(), right.getBooleanValue());
            case NUMBER -> compareNumbers(left, right);
            case TIMESTAMP -> compareTimestamps(left.getTimestampValue(), right.getTimestampValue());
            case STRING -> NameOrder.compareUtf8(left.getStringValue(), right.getStringValue());
            case BYTES ->
                ByteString.unsignedLexicographicalComparator().compare(left.getBytesValue(), right.getBytesValue());
            case REFERENCE -> NameOrder.compare(left.getReferenceValue(), right.getReferenceValue());
            case GEO_POINT -> compareGeoPoints(left.getGeoPointValue(), right.getGeoPointValue());
            case ARRAY ->
                compareLists(
                        left.getArrayValue().getValuesList(),
                        right.getArrayValue().getValuesList());
            case VECTOR -> compareVectors(vector(left), vector(right));
            case MAP -> compareMaps(left, right);
        };
    }

    private static int compareNumbers(Value left, Value right) {
        if (left.hasIntegerValue()) {
            return right.hasIntegerValue()
                    ? Long.compare(left.getIntegerValue(), right.getIntegerValue())
                    : -compareDoubleAndLong(right.getDoubleValue(), left.getIntegerValue());
        }
        return right.hasIntegerValue()
                ? compareDoubleAndLong(left.getDoubleValue(), right.getIntegerValue())
                : compareDoubles(left.getDoubleValue(), right.getDoubleValue());
    }

    private static int compareDoubles(double left, double right) {
        if (Double.isNaN(left) || Double.isNaN(right)) {
            // NaN comes before every other number.
            return Boolean.compare(Double.isNaN(right), Double.isNaN(left));
        }
        return left < right ? -1 : left > right ? 1 : 0;
    }

    private static int compareDoubleAndLong(double left, long right) {
        if (Double.isNaN(left) || left < -TWO_TO_63) {
            return -1;
        }
        if (left >= TWO_TO_63) {
            return 1;
        }
        int whole = Long.compare((long) left, right);
        return whole != 0 ? whole : compareDoubles(left, (double) (long) left);
    }

    private static int compareTimestamps(Timestamp left, Timestamp right) {
        int seconds = Long.compare(left.getSeconds(), right.getSeconds());
        return seconds != 0 ? seconds : Integer.compare(left.getNanos(), right.getNanos());
    }

    private static int compareGeoPoints(LatLng left, LatLng right) {
        int latitudes = compareDoubles(left.getLatitude(), right.getLatitude());
        return latitudes != 0 ? latitudes : compareDoubles(left.getLongitude(), right.getLongitude());
    }

    private int compareLists(List<Value> left, List<Value> right) {
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            int elements = compare(left.get(i), right.get(i));
            if (elements != 0) {
                return elements;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    private static List<Value> vector(Value value) {
        Value elements = value.getMapValue().getFieldsMap().get(VECTOR_VALUE_KEY);
        return elements == null ? List.of() : elements.getArrayValue().getValuesList();
    }

    private int compareVectors(List<Value> left, List<Value> right) {
        int dimensions = Integer.compare(left.size(), right.size());
        return dimensions != 0 ? dimensions : compareLists(left, right);
    }

    private int compareMaps(Value left, Value right) {
        Iterator<Map.Entry<String, Value>> lefts = sorted(left);
        Iterator<Map.Entry<String, Value>> rights = sorted(right);
        while (lefts.hasNext() && rights.hasNext()) {
            Map.Entry<String, Value> l = lefts.next();
            Map.Entry<String, Value> r = rights.next();
            int keys = NameOrder.compareUtf8(l.getKey(), r.getKey());
            int entries = keys != 0 ? keys : compare(l.getValue(), r.getValue());
            if (entries != 0) {
                return entries;
            }
        }
        return Boolean.compare(lefts.hasNext(), rights.hasNext());
    }

    private static Iterator<Map.Entry<String, Value>> sorted(Value map) {
        TreeMap<String, Value> fields = new TreeMap<>(NameOrder::compareUtf8);
        fields.putAll(map.getMapValue().getFieldsMap());
        return fields.entrySet().iterator();
    }
}

package dev.mentions.embedded.firestore.store;

import com.google.firestore.v1.ArrayValue;
import com.google.firestore.v1.DocumentTransform.FieldTransform;
import com.google.firestore.v1.DocumentTransform.FieldTransform.ServerValue;
import com.google.firestore.v1.Value;
import com.google.protobuf.NullValue;
import dev.mentions.embedded.firestore.value.FieldPath;
import dev.mentions.embedded.firestore.value.Refusal;
import dev.mentions.embedded.firestore.value.ValueOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the server computes from a field's value and an operand. */
final class Transforms {

    private static final Value NULL =
            Value.newBuilder().setNullValue(NullValue.NULL_VALUE).build();
    private static final long MICROS_PER_MILLI = 1000;

    private Transforms() {}

    /**
     * Applies one transform to a document's fields.
     *
     * @param commitMicros what {@code REQUEST_TIME} becomes, in whole milliseconds as in production
     * @return the transform's result as the client gets it: the new value, and null for the array transforms
     */
    static Value apply(FieldTransform transform, Map<String, Value> fields, long commitMicros) {
        FieldPath path = FieldPath.parse(transform.getFieldPath());
        path.segments().forEach(DocumentRules::checkFieldName);
        @Nullable Value current = path.in(fields);
        Value value = switch (transform.getTransformTypeCase()) {
            case INCREMENT -> increment(current, number(transform.getIncrement()));
            case MAXIMUM -> extreme(current, number(transform.getMaximum()), 1);
            case MINIMUM -> extreme(current, number(transform.getMinimum()), -1);
            case SET_TO_SERVER_VALUE -> requestTime(transform.getSetToServerValue(), commitMicros);
            case APPEND_MISSING_ELEMENTS -> union(current, operands(transform.getAppendMissingElements()));
            case REMOVE_ALL_FROM_ARRAY -> without(current, operands(transform.getRemoveAllFromArray()));
            case TRANSFORMTYPE_NOT_SET -> throw Refusal.invalid("A transform without an operation.");
        };
        FieldEdits.set(fields, path, value);
        return value.hasArrayValue() ? NULL : value;
    }

    private static Value number(Value operand) {
        if (!isNumber(operand)) {
            throw Refusal.invalid("A numeric transform needs an integer or a double.");
        }
        return operand;
    }

    private static List<Value> operands(ArrayValue array) {
        // Checked as what they become: elements of an array that is a document's field.
        return DocumentRules.checked(Value.newBuilder().setArrayValue(array).build(), 1)
                .getArrayValue()
                .getValuesList();
    }

    private static boolean isNumber(Value value) {
        return value.hasIntegerValue() || value.hasDoubleValue();
    }

    private static double asDouble(Value number) {
        return number.hasDoubleValue() ? number.getDoubleValue() : number.getIntegerValue();
    }

    private static Value increment(@Nullable Value current, Value operand) {
        if (current == null || !isNumber(current)) {
            return operand;
        }
        if (current.hasDoubleValue() || operand.hasDoubleValue()) {
            return Value.newBuilder()
                    .setDoubleValue(asDouble(current) + asDouble(operand))
                    .build();
        }
        long sum = current.getIntegerValue() + operand.getIntegerValue();
        boolean overflow = ((current.getIntegerValue() ^ sum) & (operand.getIntegerValue() ^ sum)) < 0;
        long saturated = !overflow ? sum : operand.getIntegerValue() > 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
        return Value.newBuilder().setIntegerValue(saturated).build();
    }

    /** With a direction of 1 the greater, with -1 the smaller; of two equal ones the one that is there. */
    private static Value extreme(@Nullable Value current, Value operand, int direction) {
        if (current == null || !isNumber(current)) {
            return operand;
        }
        if (ValueOrder.isNan(current)) {
            return current;
        }
        boolean take = ValueOrder.isNan(operand) || direction * ValueOrder.INSTANCE.compare(operand, current) > 0;
        return take ? operand : current;
    }

    private static Value requestTime(ServerValue value, long commitMicros) {
        if (value != ServerValue.REQUEST_TIME) {
            throw Refusal.invalid("Unknown server value.");
        }
        long millis = Math.floorDiv(commitMicros, MICROS_PER_MILLI);
        return Value.newBuilder()
                .setTimestampValue(Micros.toTimestamp(millis * MICROS_PER_MILLI))
                .build();
    }

    private static Value union(@Nullable Value current, List<Value> added) {
        List<Value> elements = elements(current);
        for (Value element : added) {
            if (elements.stream().noneMatch(present -> same(present, element))) {
                elements.add(element);
            }
        }
        return array(elements);
    }

    private static Value without(@Nullable Value current, List<Value> removed) {
        List<Value> elements = elements(current);
        elements.removeIf(present -> removed.stream().anyMatch(element -> same(present, element)));
        return array(elements);
    }

    private static List<Value> elements(@Nullable Value current) {
        return current == null
                ? new ArrayList<>()
                : new ArrayList<>(current.getArrayValue().getValuesList());
    }

    private static Value array(List<Value> elements) {
        return Value.newBuilder()
                .setArrayValue(ArrayValue.newBuilder().addAllValues(elements))
                .build();
    }

    private static boolean same(Value left, Value right) {
        return ValueOrder.INSTANCE.compare(left, right) == 0;
    }
}

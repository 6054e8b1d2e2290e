package dev.mentions.embedded.firestore.query;

import com.google.firestore.v1.Value;
import dev.mentions.embedded.firestore.store.StoredDocument;
import dev.mentions.embedded.firestore.value.FieldPath;
import dev.mentions.embedded.firestore.value.ValueOrder;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Turns a filter into a test on documents. A document without the field matches no condition on it. Null and NaN match
 * the conditions that name them and those that exclude something else; they are neither equal to nor less or greater
 * than anything.
 */
final class Matcher {

    private Matcher() {}

    static Predicate<StoredDocument> of(FilterTree filter) {
        if (filter instanceof Condition condition) {
            return on(condition.path(), test(condition));
        }
        FilterTree.Junction junction = (FilterTree.Junction) filter;
        List<Predicate<StoredDocument>> parts =
                junction.parts().stream().map(Matcher::of).toList();
        return junction.all()
                ? document -> parts.stream().allMatch(part -> part.test(document))
                : document -> parts.stream().anyMatch(part -> part.test(document));
    }

    private static Predicate<StoredDocument> on(FieldPath path, Predicate<Value> test) {
        return document -> {
            @Nullable Value value = document.find(path);
            return value != null && test.test(value);
        };
    }

    private static Predicate<Value> test(Condition condition) {
        List<Value> operands = condition.operands();
        return switch (condition.operator()) {
            case IS_NULL -> Value::hasNullValue;
            case IS_NAN -> ValueOrder::isNan;
            case IS_NOT_NULL -> value -> !value.hasNullValue();
            case IS_NOT_NAN -> value -> !value.hasNullValue() && !ValueOrder.isNan(value);
            case EQUAL, IN -> value -> operands.stream().anyMatch(operand -> equal(value, operand));
            case NOT_EQUAL, NOT_IN -> excluding(operands);
            case ARRAY_CONTAINS, ARRAY_CONTAINS_ANY ->
                value -> value.getArrayValue().getValuesList().stream()
                        .anyMatch(element -> operands.stream().anyMatch(operand -> equal(element, operand)));
            case LESS_THAN -> compared(operands.get(0), order -> order < 0);
            case LESS_THAN_OR_EQUAL -> compared(operands.get(0), order -> order <= 0);
            case GREATER_THAN -> compared(operands.get(0), order -> order > 0);
            case GREATER_THAN_OR_EQUAL -> compared(operands.get(0), order -> order >= 0);
        };
    }

    private static boolean isComparable(Value value) {
        return !value.hasNullValue() && !ValueOrder.isNan(value);
    }

    private static boolean equal(Value value, Value operand) {
        return isComparable(operand) && same(value, operand);
    }

    private static boolean same(Value left, Value right) {
        return ValueOrder.INSTANCE.compare(left, right) == 0;
    }

    /** Of null nobody can say that something else is not it. */
    private static Predicate<Value> excluding(List<Value> operands) {
        boolean hasNull = operands.stream().anyMatch(Value::hasNullValue);
        return value ->
                !hasNull && !value.hasNullValue() && operands.stream().noneMatch(operand -> same(value, operand));
    }

    private static Predicate<Value> compared(Value operand, IntPredicate test) {
        ValueOrder.Type type = ValueOrder.typeOf(operand);
        boolean comparable = isComparable(operand);
        return value -> comparable
                && isComparable(value)
                && ValueOrder.typeOf(value) == type
                && test.test(ValueOrder.INSTANCE.compare(value, operand));
    }
}

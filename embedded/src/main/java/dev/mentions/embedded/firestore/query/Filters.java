package dev.mentions.embedded.firestore.query;

import com.google.firestore.v1.StructuredQuery.CompositeFilter;
import com.google.firestore.v1.StructuredQuery.FieldFilter;
import com.google.firestore.v1.StructuredQuery.Filter;
import com.google.firestore.v1.StructuredQuery.UnaryFilter;
import com.google.firestore.v1.Value;
import dev.mentions.embedded.firestore.store.StoredDocument;
import dev.mentions.embedded.firestore.value.FieldPath;
import dev.mentions.embedded.firestore.value.Refusal;
import dev.mentions.embedded.firestore.value.ValueOrder;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Turns a query's filter into a test on documents. */
final class Filters {

    private static final int MAX_DISJUNCTIONS = 30;
    private static final int MAX_NOT_IN = 10;

    private Filters() {}

    /**
     * Returns the test.
     *
     * @throws io.grpc.StatusRuntimeException INVALID_ARGUMENT when production would refuse the filter
     */
    static Predicate<StoredDocument> predicate(Filter filter) {
        return switch (filter.getFilterTypeCase()) {
            case COMPOSITE_FILTER -> composite(filter.getCompositeFilter());
            case FIELD_FILTER -> field(filter.getFieldFilter());
            case UNARY_FILTER -> unary(filter.getUnaryFilter());
            case FILTERTYPE_NOT_SET -> document -> true;
        };
    }

    /** Returns the fields that are compared by more than equality; results are ordered by them when nothing else is said. */
    static SortedSet<FieldPath> inequalities(Filter filter) {
        return fields(
                filter,
                field -> switch (field) {
                    case LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL, NOT_EQUAL, NOT_IN -> true;
                    default -> false;
                },
                unary -> unary == UnaryFilter.Operator.IS_NOT_NAN || unary == UnaryFilter.Operator.IS_NOT_NULL);
    }

    /** Returns the fields that are compared for equality, with one value or several. */
    static SortedSet<FieldPath> equalities(Filter filter) {
        return fields(
                filter,
                field -> field == FieldFilter.Operator.EQUAL || field == FieldFilter.Operator.IN,
                unary -> unary == UnaryFilter.Operator.IS_NAN || unary == UnaryFilter.Operator.IS_NULL);
    }

    /** Whether nothing but comparisons of fields is asked for, all of which must hold. */
    static boolean isConjunctionOfComparisons(Filter filter) {
        return switch (filter.getFilterTypeCase()) {
            case COMPOSITE_FILTER ->
                filter.getCompositeFilter().getOp() == CompositeFilter.Operator.AND
                        && filter.getCompositeFilter().getFiltersList().stream()
                                .allMatch(Filters::isConjunctionOfComparisons);
            case FIELD_FILTER ->
                switch (filter.getFieldFilter().getOp()) {
                    case ARRAY_CONTAINS, ARRAY_CONTAINS_ANY -> false;
                    default -> true;
                };
            case UNARY_FILTER, FILTERTYPE_NOT_SET -> true;
        };
    }

    private static SortedSet<FieldPath> fields(
            Filter filter, Predicate<FieldFilter.Operator> field, Predicate<UnaryFilter.Operator> unary) {
        SortedSet<FieldPath> fields = new TreeSet<>(Comparator.comparing(FieldPath::toString));
        collect(filter, field, unary, fields);
        return fields;
    }

    private static void collect(
            Filter filter,
            Predicate<FieldFilter.Operator> field,
            Predicate<UnaryFilter.Operator> unary,
            SortedSet<FieldPath> fields) {
        switch (filter.getFilterTypeCase()) {
            case COMPOSITE_FILTER ->
                filter.getCompositeFilter().getFiltersList().forEach(part -> collect(part, field, unary, fields));
            case FIELD_FILTER -> {
                if (field.test(filter.getFieldFilter().getOp())) {
                    fields.add(path(filter.getFieldFilter().getField().getFieldPath()));
                }
            }
            case UNARY_FILTER -> {
                if (unary.test(filter.getUnaryFilter().getOp())) {
                    fields.add(path(filter.getUnaryFilter().getField().getFieldPath()));
                }
            }
            case FILTERTYPE_NOT_SET -> {}
        }
    }

    private static FieldPath path(String text) {
        return FieldPath.parse(text);
    }

    private static Predicate<StoredDocument> composite(CompositeFilter composite) {
        List<Predicate<StoredDocument>> parts =
                composite.getFiltersList().stream().map(Filters::predicate).toList();
        return switch (composite.getOp()) {
            case AND -> {
                checkOneArrayContains(composite.getFiltersList());
                yield document -> parts.stream().allMatch(part -> part.test(document));
            }
            case OR -> document -> parts.stream().anyMatch(part -> part.test(document));
            default -> throw Refusal.invalid("Unknown composite operator.");
        };
    }

    private static void checkOneArrayContains(List<Filter> filters) {
        long count = filters.stream()
                .filter(filter -> filter.getFieldFilter().getOp() == FieldFilter.Operator.ARRAY_CONTAINS)
                .count();
        if (count > 1) {
            throw Refusal.invalid("Only a single array-contains clause is allowed in a query.");
        }
    }

    private static Predicate<StoredDocument> unary(UnaryFilter unary) {
        FieldPath path = path(unary.getField().getFieldPath());
        return switch (unary.getOp()) {
            case IS_NULL -> on(path, Value::hasNullValue);
            case IS_NAN -> on(path, ValueOrder::isNan);
            case IS_NOT_NULL -> on(path, value -> !value.hasNullValue());
            case IS_NOT_NAN -> on(path, value -> !value.hasNullValue() && !ValueOrder.isNan(value));
            default -> throw Refusal.invalid("Unknown unary operator.");
        };
    }

    private static Predicate<StoredDocument> field(FieldFilter filter) {
        FieldPath path = path(filter.getField().getFieldPath());
        Value operand = filter.getValue();
        return switch (filter.getOp()) {
            case EQUAL -> on(path, value -> matchesEqual(value, operand));
            case NOT_EQUAL ->
                on(path, value -> !operand.hasNullValue() && !value.hasNullValue() && !same(value, operand));
            case LESS_THAN -> compared(path, operand, order -> order < 0);
            case LESS_THAN_OR_EQUAL -> compared(path, operand, order -> order <= 0);
            case GREATER_THAN -> compared(path, operand, order -> order > 0);
            case GREATER_THAN_OR_EQUAL -> compared(path, operand, order -> order >= 0);
            case ARRAY_CONTAINS -> on(path, value -> contains(value, operand));
            case IN -> {
                List<Value> operands = operands(operand, MAX_DISJUNCTIONS);
                yield on(path, value -> operands.stream().anyMatch(one -> matchesEqual(value, one)));
            }
            case ARRAY_CONTAINS_ANY -> {
                List<Value> operands = operands(operand, MAX_DISJUNCTIONS);
                yield on(path, value -> operands.stream().anyMatch(one -> contains(value, one)));
            }
            case NOT_IN -> {
                List<Value> operands = operands(operand, MAX_NOT_IN);
                boolean hasNull = operands.stream().anyMatch(Value::hasNullValue);
                yield on(
                        path,
                        value -> !hasNull
                                && !value.hasNullValue()
                                && operands.stream().noneMatch(one -> same(value, one)));
            }
            default -> throw Refusal.invalid("Unknown field operator.");
        };
    }

    private static List<Value> operands(Value operand, int most) {
        List<Value> operands = operand.getArrayValue().getValuesList();
        if (operands.isEmpty() || operands.size() > most) {
            throw Refusal.invalid("This operator needs an array of 1 to " + most + " values.");
        }
        return operands;
    }

    private static Predicate<StoredDocument> on(FieldPath path, Predicate<Value> test) {
        return document -> {
            @Nullable Value value = document.find(path);
            return value != null && test.test(value);
        };
    }

    /** Values of another type than the operand never match. */
    private static Predicate<StoredDocument> compared(FieldPath path, Value operand, IntPredicate test) {
        ValueOrder.Type type = ValueOrder.typeOf(operand);
        return on(
                path,
                value -> ValueOrder.typeOf(value) == type && test.test(ValueOrder.INSTANCE.compare(value, operand)));
    }

    private static boolean same(Value left, Value right) {
        return ValueOrder.INSTANCE.compare(left, right) == 0;
    }

    /** By an equality filter null and NaN equal nothing; IS_NULL and IS_NAN are there for them. */
    private static boolean matchesEqual(Value value, Value operand) {
        return !operand.hasNullValue() && !ValueOrder.isNan(operand) && same(value, operand);
    }

    private static boolean contains(Value value, Value operand) {
        return !operand.hasArrayValue()
                && value.getArrayValue().getValuesList().stream().anyMatch(element -> matchesEqual(element, operand));
    }
}

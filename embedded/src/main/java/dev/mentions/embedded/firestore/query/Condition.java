package dev.mentions.embedded.firestore.query;

import com.google.firestore.v1.StructuredQuery.FieldFilter;
import com.google.firestore.v1.StructuredQuery.UnaryFilter;
import com.google.firestore.v1.Value;
import dev.mentions.embedded.firestore.store.DocumentName;
import dev.mentions.embedded.firestore.value.FieldPath;
import dev.mentions.embedded.firestore.value.Refusal;
import dev.mentions.embedded.firestore.value.ValueOrder;
import java.util.List;
import java.util.stream.Stream;

/**
 * One comparison of a filter.
 *
 * @param operands the value that is compared with, or several where the operator takes a list; none for the operators
 *     that name their value themselves
 */
record Condition(FieldPath path, Operator operator, List<Value> operands) implements FilterTree {

    static Condition of(FieldFilter filter, String database) {
        Operator operator = Operator.named(filter.getOp().name());
        FieldPath path = FieldPath.parse(filter.getField().getFieldPath());
        ValueOrder.check(filter.getValue());
        List<Value> operands =
                operator.takesList() ? list(operator, path, filter.getValue()) : List.of(filter.getValue());
        if (path.isDocumentName()) {
            checkNames(operator, operands, database);
        }
        return new Condition(path, operator, operands);
    }

    static Condition of(UnaryFilter filter) {
        Operator operator = Operator.named(filter.getOp().name());
        FieldPath path = FieldPath.parse(filter.getField().getFieldPath());
        if (path.isDocumentName()) {
            throw Refusal.invalid("The operator " + operator + " cannot be used with " + path
                    + ", which always is a reference. Compare " + path + " with a reference_value.");
        }
        return new Condition(path, operator, List.of());
    }

    private static List<Value> list(Operator operator, FieldPath path, Value value) {
        int count = value.getArrayValue().getValuesCount();
        if (count == 0 || count > operator.maxValues()) {
            throw Refusal.invalid("The operator " + operator + " on \"" + path + "\" has "
                    + (value.hasArrayValue() ? count + " values" : "no array") + ". Give it an array of 1 to "
                    + operator.maxValues() + " values.");
        }
        return value.getArrayValue().getValuesList();
    }

    private static void checkNames(Operator operator, List<Value> operands, String database) {
        if (operator.isContains()) {
            throw Refusal.invalid("The operator " + operator + " cannot be used with " + FieldPath.DOCUMENT_NAME
                    + ", which is no array. Use another operator.");
        }
        for (Value operand : operands) {
            if (!operand.hasReferenceValue()) {
                throw Refusal.invalid("The operator " + operator + " compares " + FieldPath.DOCUMENT_NAME + " with a "
                        + operand.getValueTypeCase() + ". Compare it with a reference_value.");
            }
            DocumentName.checkReference(operand.getReferenceValue(), database);
        }
    }

    @Override
    public Stream<Condition> conditions() {
        return Stream.of(this);
    }

    @Override
    public boolean hasOr() {
        return false;
    }

    @Override
    public long disjunctionCount() {
        return operator.isDisjunction() ? operands.size() : 1;
    }

    @Override
    public List<List<Condition>> disjunctions() {
        if (!operator.isDisjunction()) {
            return List.of(List.of(this));
        }
        Operator single = operator == Operator.IN ? Operator.EQUAL : Operator.ARRAY_CONTAINS;
        return operands.stream()
                .map(operand -> List.of(new Condition(path, single, List.of(operand))))
                .toList();
    }
}

package dev.mentions.embedded.firestore.query;

import dev.mentions.embedded.firestore.value.Refusal;
import java.util.Arrays;

/** How a filter compares a field, with the names of the API. */
enum Operator {
    LESS_THAN,
    LESS_THAN_OR_EQUAL,
    GREATER_THAN,
    GREATER_THAN_OR_EQUAL,
    EQUAL,
    NOT_EQUAL,
    IN,
    NOT_IN,
    ARRAY_CONTAINS,
    ARRAY_CONTAINS_ANY,
    IS_NULL,
    IS_NAN,
    IS_NOT_NULL,
    IS_NOT_NAN;

    private static final int MAX_VALUES = 30;
    private static final int MAX_NOT_IN_VALUES = 10;

    /** @throws io.grpc.StatusRuntimeException INVALID_ARGUMENT when no operator has this name */
    static Operator named(String name) {
        return Arrays.stream(values())
                .filter(operator -> operator.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid(
                        "Unknown operator " + name + " in a filter. Use one of " + Arrays.toString(values()) + "."));
    }

    /** Returns whether results are sorted by the field where the query does not say otherwise. */
    boolean isInequality() {
        return switch (this) {
            case LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL -> true;
            default -> isNegation();
        };
    }

    /** Returns whether the operator excludes values. A query has one such operator at most. */
    boolean isNegation() {
        return this == NOT_EQUAL || this == NOT_IN || this == IS_NOT_NULL || this == IS_NOT_NAN;
    }

    boolean isEquality() {
        return this == EQUAL || this == IN || this == IS_NULL || this == IS_NAN;
    }

    /** Returns whether the operator looks into arrays. */
    boolean isContains() {
        return this == ARRAY_CONTAINS || this == ARRAY_CONTAINS_ANY;
    }

    /** Returns whether the operator takes a list of values, each of which is a disjunction of its own. */
    boolean isDisjunction() {
        return this == IN || this == ARRAY_CONTAINS_ANY;
    }

    boolean takesList() {
        return isDisjunction() || this == NOT_IN;
    }

    /** Returns how many values the list may have. */
    int maxValues() {
        return this == NOT_IN ? MAX_NOT_IN_VALUES : MAX_VALUES;
    }
}

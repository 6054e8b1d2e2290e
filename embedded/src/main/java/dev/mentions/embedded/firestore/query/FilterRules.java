package dev.mentions.embedded.firestore.query;

import dev.mentions.embedded.firestore.value.FieldPath;
import dev.mentions.embedded.firestore.value.Refusal;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Firestore's rules on which conditions a query may combine. */
final class FilterRules {

    private static final int MAX_DISJUNCTIONS = 30;
    private static final int MAX_INEQUALITY_FIELDS = 10;
    private static final int MAX_COMPONENTS = 100;

    private FilterRules() {}

    /**
     * Checks a filter as a whole.
     *
     * @throws io.grpc.StatusRuntimeException INVALID_ARGUMENT when it breaks a rule
     */
    static void check(FilterTree filter) {
        List<Condition> conditions = filter.conditions().toList();
        checkNegations(conditions, filter.hasOr());
        checkInequalities(conditions);
        long disjunctions = filter.disjunctionCount();
        if (disjunctions > MAX_DISJUNCTIONS) {
            throw Refusal.invalid("The filter has "
                    + (disjunctions == Integer.MAX_VALUE ? "far too many" : String.valueOf(disjunctions))
                    + " disjunctions in disjunctive normal form, where each value of IN and ARRAY_CONTAINS_ANY is one. "
                    + "A query can have " + MAX_DISJUNCTIONS + ". Split the query.");
        }
        filter.disjunctions().forEach(FilterRules::checkContains);
    }

    /** @param orders how many fields the query says to order by */
    static void checkComponents(FilterTree filter, int orders, boolean belowDocument) {
        int conditions = filter.disjunctions().stream().mapToInt(List::size).sum();
        if (conditions + orders + (belowDocument ? 1 : 0) > MAX_COMPONENTS) {
            throw Refusal.invalid("The query has " + conditions + " conditions in disjunctive normal form and " + orders
                    + " orders" + (belowDocument ? " below a document" : "") + ". A query can have " + MAX_COMPONENTS
                    + " of these together. Split the query.");
        }
    }

    private static void checkNegations(List<Condition> conditions, boolean hasOr) {
        List<Operator> negations = conditions.stream()
                .map(Condition::operator)
                .filter(Operator::isNegation)
                .toList();
        if (negations.size() > 1) {
            throw Refusal.invalid("The filter has the operators " + negations
                    + ". A query can have one of NOT_EQUAL, NOT_IN, IS_NOT_NULL and IS_NOT_NAN. Keep one of them.");
        }
        boolean disjunction = hasOr
                || conditions.stream()
                        .anyMatch(condition -> condition.operator().isDisjunction());
        if (negations.contains(Operator.NOT_IN) && disjunction) {
            throw Refusal.invalid(
                    "The filter has NOT_IN together with OR, IN or ARRAY_CONTAINS_ANY, which a query cannot "
                            + "combine. Run a query for each of them.");
        }
    }

    private static void checkInequalities(List<Condition> conditions) {
        Set<FieldPath> inequalities = conditions.stream()
                .filter(condition -> condition.operator().isInequality())
                .map(Condition::path)
                .collect(Collectors.toSet());
        if (inequalities.size() > MAX_INEQUALITY_FIELDS) {
            throw Refusal.invalid("The filter has inequalities on " + inequalities.size()
                    + " fields. A query can have them on " + MAX_INEQUALITY_FIELDS + ". Leave some out.");
        }
        boolean nameEqual = conditions.stream()
                .anyMatch(condition -> condition.path().isDocumentName()
                        && condition.operator().isEquality());
        if (nameEqual && !inequalities.isEmpty() && !inequalities.contains(FieldPath.DOCUMENT_NAME)) {
            throw Refusal.invalid("The filter compares " + FieldPath.DOCUMENT_NAME + " for equality and " + inequalities
                    + " by inequality, which a query cannot combine. Get the document by its name.");
        }
    }

    private static void checkContains(List<Condition> disjunction) {
        long contains = disjunction.stream()
                .filter(condition -> condition.operator().isContains())
                .count();
        if (contains > 1) {
            throw Refusal.invalid("The filter has " + contains
                    + " ARRAY_CONTAINS or ARRAY_CONTAINS_ANY conditions in one disjunction. There can be one in each. "
                    + "Keep one and test the others in the results.");
        }
    }
}

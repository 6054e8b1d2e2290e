package dev.mentions.embedded.firestore.query;

import com.google.firestore.v1.StructuredQuery.CompositeFilter;
import com.google.firestore.v1.StructuredQuery.Filter;
import dev.mentions.embedded.firestore.value.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A filter: one condition, or several of which all or any must hold. */
sealed interface FilterTree permits Condition, FilterTree.Junction {

    /** @param all whether all parts must hold, or one of them */
    record Junction(boolean all, List<FilterTree> parts) implements FilterTree {

        @Override
        public Stream<Condition> conditions() {
            return parts.stream().flatMap(FilterTree::conditions);
        }

        @Override
        public boolean hasOr() {
            return !all || parts.stream().anyMatch(FilterTree::hasOr);
        }

        @Override
        public long disjunctionCount() {
            return parts.stream()
                    .mapToLong(FilterTree::disjunctionCount)
                    .reduce(all ? 1 : 0, all ? Junction::product : Junction::sum);
        }

        private static long product(long left, long right) {
            return Math.min(left * right, Integer.MAX_VALUE);
        }

        private static long sum(long left, long right) {
            return Math.min(left + right, Integer.MAX_VALUE);
        }

        @Override
        public List<List<Condition>> disjunctions() {
            if (!all) {
                return parts.stream()
                        .flatMap(part -> part.disjunctions().stream())
                        .toList();
            }
            List<List<Condition>> product = List.of(List.of());
            for (FilterTree part : parts) {
                product = product.stream()
                        .flatMap(left -> part.disjunctions().stream().map(right -> joined(left, right)))
                        .toList();
            }
            return product;
        }

        private static List<Condition> joined(List<Condition> left, List<Condition> right) {
            List<Condition> joined = new ArrayList<>(left);
            joined.addAll(right);
            return joined;
        }
    }

    /** Returns the conditions in the order of the filter. */
    Stream<Condition> conditions();

    /** Returns whether there is an {@code OR} anywhere. */
    boolean hasOr();

    /** Returns how many disjunctions the disjunctive normal form has, or {@link Integer#MAX_VALUE} when it is more. */
    long disjunctionCount();

    /** Returns the disjunctive normal form: lists of conditions, all of which hold in one of the lists. */
    List<List<Condition>> disjunctions();

    /**
     * Reads a filter.
     *
     * @param database {@code projects/{p}/databases/{d}}
     * @throws io.grpc.StatusRuntimeException INVALID_ARGUMENT when a part of it is not as the API documents it
     */
    static FilterTree parse(Filter filter, String database) {
        return switch (filter.getFilterTypeCase()) {
            case COMPOSITE_FILTER -> junction(filter.getCompositeFilter(), database);
            case FIELD_FILTER -> Condition.of(filter.getFieldFilter(), database);
            case UNARY_FILTER -> Condition.of(filter.getUnaryFilter());
            case FILTERTYPE_NOT_SET ->
                throw Refusal.invalid("A filter is empty. Set its field_filter, unary_filter or composite_filter.");
        };
    }

    private static Junction junction(CompositeFilter composite, String database) {
        if (composite.getOp() != CompositeFilter.Operator.AND && composite.getOp() != CompositeFilter.Operator.OR) {
            throw Refusal.invalid(
                    "Unknown operator " + composite.getOp() + " in a composite filter. Use one of [AND, OR].");
        }
        if (composite.getFiltersCount() == 0) {
            throw Refusal.invalid("A composite filter has no filters, but needs one or more. Leave it out.");
        }
        return new Junction(
                composite.getOp() == CompositeFilter.Operator.AND,
                composite.getFiltersList().stream()
                        .map(part -> parse(part, database))
                        .toList());
    }
}

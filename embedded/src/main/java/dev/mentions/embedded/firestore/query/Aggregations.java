package dev.mentions.embedded.firestore.query;

import com.google.firestore.v1.AggregationResult;
import com.google.firestore.v1.StructuredAggregationQuery;
import com.google.firestore.v1.StructuredAggregationQuery.Aggregation;
import com.google.firestore.v1.StructuredAggregationQuery.Aggregation.Count;
import com.google.firestore.v1.StructuredQuery.FieldReference;
import com.google.firestore.v1.Value;
import com.google.protobuf.NullValue;
import dev.mentions.embedded.firestore.store.StoredDocument;
import dev.mentions.embedded.firestore.value.FieldPath;
import dev.mentions.embedded.firestore.value.Refusal;
import dev.mentions.embedded.firestore.value.ReservedNames;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Counts, sums and averages over a query's results. */
public final class Aggregations {

    private static final int MAX_AGGREGATIONS = 5;
    private static final int MAX_ALIAS_BYTES = 1500;

    private Aggregations() {}

    /**
     * Works all of a query's aggregations out in one pass. A document counts only when it has every field that any of
     * them needs, as in production, where one index serves them together.
     *
     * @throws io.grpc.StatusRuntimeException INVALID_ARGUMENT when production would refuse them
     */
    public static AggregationResult over(Iterator<StoredDocument> documents, StructuredAggregationQuery query) {
        List<Column> columns = columns(query);
        while (documents.hasNext()) {
            StoredDocument document = documents.next();
            List<@Nullable Value> values =
                    columns.stream().map(column -> column.find(document)).toList();
            if (values.stream().allMatch(Objects::nonNull)) {
                for (int i = 0; i < values.size(); i++) {
                    columns.get(i).add(Objects.requireNonNull(values.get(i)));
                }
            }
        }
        AggregationResult.Builder result = AggregationResult.newBuilder();
        columns.forEach(column -> result.putAggregateFields(column.alias, column.result()));
        return result.build();
    }

    private static List<Column> columns(StructuredAggregationQuery query) {
        if (query.getAggregationsCount() == 0 || query.getAggregationsCount() > MAX_AGGREGATIONS) {
            throw Refusal.invalid("The query has " + query.getAggregationsCount() + " aggregations, but needs 1 to "
                    + MAX_AGGREGATIONS + ". Split the query.");
        }
        List<Column> columns = new ArrayList<>();
        Set<String> aliases = new HashSet<>();
        int unnamed = 0;
        for (Aggregation aggregation : query.getAggregationsList()) {
            String alias = aggregation.getAlias().isEmpty() ? "field_" + ++unnamed : aggregation.getAlias();
            checkAlias(alias);
            if (!aliases.add(alias)) {
                throw Refusal.invalid("Two aggregations have the alias \"" + alias + "\". Rename one of them.");
            }
            columns.add(new Column(alias, aggregation));
        }
        return columns;
    }

    private static void checkAlias(String alias) {
        if (ReservedNames.isReserved(alias) || alias.getBytes(StandardCharsets.UTF_8).length > MAX_ALIAS_BYTES) {
            throw Refusal.invalid(
                    "Invalid alias \"" + alias + "\" of an aggregation: it is of the form __.*__ or longer than "
                            + MAX_ALIAS_BYTES + " bytes. Use a name that a field can have.");
        }
    }

    /** Returns the fields that are summed or averaged. */
    static SortedSet<FieldPath> fields(StructuredAggregationQuery query) {
        SortedSet<FieldPath> fields = new TreeSet<>(SortOrder.BY_TEXT);
        for (Column column : columns(query)) {
            if (column.path != null) {
                fields.add(column.path);
            }
        }
        return fields;
    }

    /** One aggregation on its way. */
    private static final class Column {

        private static final Value PRESENT = Value.getDefaultInstance();

        private final String alias;
        private final Aggregation aggregation;
        private final @Nullable FieldPath path;
        private long count;
        private long integers;
        private double doubles;
        private boolean isDouble;

        private Column(String alias, Aggregation aggregation) {
            this.alias = alias;
            this.aggregation = aggregation;
            this.path = switch (aggregation.getOperatorCase()) {
                case COUNT -> counted(aggregation.getCount());
                case SUM -> numbers(aggregation.getSum().getField());
                case AVG -> numbers(aggregation.getAvg().getField());
                case OPERATOR_NOT_SET ->
                    throw Refusal.invalid(
                            "The aggregation \"" + alias + "\" has no operator. Set its count, sum or avg.");
            };
        }

        private static @Nullable FieldPath counted(Count count) {
            if (count.hasUpTo() && count.getUpTo().getValue() <= 0) {
                throw Refusal.invalid("A count is up to " + count.getUpTo().getValue()
                        + ", but must be up to 1 or more. Leave out up_to to count all.");
            }
            return null;
        }

        private static FieldPath numbers(FieldReference field) {
            FieldPath path = FieldPath.parse(field.getFieldPath());
            if (path.isDocumentName()) {
                throw Refusal.invalid("A sum or average is of " + path + ", which is no number. Name another field.");
            }
            return path;
        }

        private @Nullable Value find(StoredDocument document) {
            return path == null ? PRESENT : document.find(path);
        }

        private void add(Value value) {
            if (path == null) {
                boolean full = aggregation.getCount().hasUpTo()
                        && count >= aggregation.getCount().getUpTo().getValue();
                count += full ? 0 : 1;
            } else if (value.hasIntegerValue()) {
                count++;
                addInteger(value.getIntegerValue());
            } else if (value.hasDoubleValue()) {
                count++;
                isDouble = true;
                doubles += value.getDoubleValue();
            }
        }

        private void addInteger(long value) {
            long sum = integers + value;
            if (((integers ^ sum) & (value ^ sum)) < 0) {
                isDouble = true;
                doubles += (double) integers + value;
                integers = 0;
            } else {
                integers = sum;
            }
        }

        private Value result() {
            Value.Builder result = Value.newBuilder();
            return switch (aggregation.getOperatorCase()) {
                case SUM ->
                    isDouble
                            ? result.setDoubleValue(doubles + integers).build()
                            : result.setIntegerValue(integers).build();
                case AVG ->
                    count == 0
                            ? result.setNullValue(NullValue.NULL_VALUE).build()
                            : result.setDoubleValue((doubles + integers) / count)
                                    .build();
                default -> result.setIntegerValue(count).build();
            };
        }
    }
}

package dev.mentions.embedded.firestore.query;

import com.google.firestore.v1.AggregationResult;
import com.google.firestore.v1.StructuredAggregationQuery;
import com.google.firestore.v1.StructuredAggregationQuery.Aggregation;
import com.google.firestore.v1.Value;
import com.google.protobuf.NullValue;
import dev.mentions.embedded.firestore.store.StoredDocument;
import dev.mentions.embedded.firestore.value.FieldPath;
import dev.mentions.embedded.firestore.value.Refusal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Counts, sums and averages over a query's results. */
public final class Aggregations {

    private static final int MAX_AGGREGATIONS = 5;

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
            throw Refusal.invalid("A query needs 1 to " + MAX_AGGREGATIONS + " aggregations.");
        }
        List<Column> columns = new ArrayList<>();
        Set<String> aliases = new HashSet<>();
        int unnamed = 0;
        for (Aggregation aggregation : query.getAggregationsList()) {
            String alias = aggregation.getAlias().isEmpty() ? "field_" + ++unnamed : aggregation.getAlias();
            if (!aliases.add(alias)) {
                throw Refusal.invalid("Two aggregations have the alias \"" + alias + "\".");
            }
            columns.add(new Column(alias, aggregation));
        }
        return columns;
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
                case COUNT -> null;
                case SUM -> FieldPath.parse(aggregation.getSum().getField().getFieldPath());
                case AVG -> FieldPath.parse(aggregation.getAvg().getField().getFieldPath());
                case OPERATOR_NOT_SET -> throw Refusal.invalid("An aggregation without an operator.");
            };
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

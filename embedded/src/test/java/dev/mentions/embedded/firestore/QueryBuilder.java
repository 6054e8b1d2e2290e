package dev.mentions.embedded.firestore;

import com.google.firestore.v1.ArrayValue;
import com.google.firestore.v1.Cursor;
import com.google.firestore.v1.RunQueryRequest;
import com.google.firestore.v1.StructuredQuery;
import com.google.firestore.v1.StructuredQuery.CollectionSelector;
import com.google.firestore.v1.StructuredQuery.CompositeFilter;
import com.google.firestore.v1.StructuredQuery.Direction;
import com.google.firestore.v1.StructuredQuery.FieldFilter;
import com.google.firestore.v1.StructuredQuery.FieldReference;
import com.google.firestore.v1.StructuredQuery.Filter;
import com.google.firestore.v1.StructuredQuery.Order;
import com.google.firestore.v1.StructuredQuery.UnaryFilter;
import com.google.firestore.v1.Value;
import com.google.protobuf.Int32Value;
import com.google.protobuf.NullValue;
import java.util.List;
import java.util.stream.LongStream;

/** Queries in the words of the API, also such as the Java client does not send. */
final class QueryBuilder {

    static final String NAME = "__name__";

    private final StructuredQuery.Builder query = StructuredQuery.newBuilder();
    private String parent = TestClient.ROOT;

    static QueryBuilder none() {
        return new QueryBuilder();
    }

    static QueryBuilder collection(String id) {
        return none().from(id, false);
    }

    static QueryBuilder group(String id) {
        return none().from(id, true);
    }

    QueryBuilder from(String id, boolean allDescendants) {
        query.addFrom(CollectionSelector.newBuilder().setCollectionId(id).setAllDescendants(allDescendants));
        return this;
    }

    QueryBuilder below(String path) {
        parent = TestClient.ROOT + '/' + path;
        return this;
    }

    QueryBuilder where(Filter filter) {
        query.setWhere(filter);
        return this;
    }

    QueryBuilder orderBy(String... fields) {
        for (String field : fields) {
            boolean down = field.startsWith("-");
            query.addOrderBy(Order.newBuilder()
                    .setField(field(down ? field.substring(1) : field))
                    .setDirection(down ? Direction.DESCENDING : Direction.ASCENDING));
        }
        return this;
    }

    QueryBuilder startAt(Value... values) {
        query.setStartAt(Cursor.newBuilder().addAllValues(List.of(values)).setBefore(true));
        return this;
    }

    QueryBuilder endAt(Value... values) {
        query.setEndAt(Cursor.newBuilder().addAllValues(List.of(values)));
        return this;
    }

    QueryBuilder limit(int limit) {
        query.setLimit(Int32Value.of(limit));
        return this;
    }

    QueryBuilder offset(int offset) {
        query.setOffset(offset);
        return this;
    }

    QueryBuilder select(String... fields) {
        query.getSelectBuilder();
        for (String field : fields) {
            query.getSelectBuilder().addFields(field(field));
        }
        return this;
    }

    String parent() {
        return parent;
    }

    StructuredQuery query() {
        return query.build();
    }

    RunQueryRequest run() {
        return RunQueryRequest.newBuilder()
                .setParent(parent)
                .setStructuredQuery(query)
                .build();
    }

    static FieldReference field(String path) {
        return FieldReference.newBuilder().setFieldPath(path).build();
    }

    static Filter is(String path, FieldFilter.Operator operator, Value value) {
        return Filter.newBuilder()
                .setFieldFilter(FieldFilter.newBuilder()
                        .setField(field(path))
                        .setOp(operator)
                        .setValue(value))
                .build();
    }

    static Filter is(String path, FieldFilter.Operator operator, long value) {
        return is(path, operator, number(value));
    }

    static Filter is(String path, UnaryFilter.Operator operator) {
        return Filter.newBuilder()
                .setUnaryFilter(UnaryFilter.newBuilder().setField(field(path)).setOp(operator))
                .build();
    }

    static Filter and(Filter... filters) {
        return composite(CompositeFilter.Operator.AND, filters);
    }

    static Filter or(Filter... filters) {
        return composite(CompositeFilter.Operator.OR, filters);
    }

    static Filter composite(CompositeFilter.Operator operator, Filter... filters) {
        return Filter.newBuilder()
                .setCompositeFilter(CompositeFilter.newBuilder().setOp(operator).addAllFilters(List.of(filters)))
                .build();
    }

    static Value number(long value) {
        return Value.newBuilder().setIntegerValue(value).build();
    }

    static Value text(String value) {
        return Value.newBuilder().setStringValue(value).build();
    }

    static Value nan() {
        return Value.newBuilder().setDoubleValue(Double.NaN).build();
    }

    static Value nothing() {
        return Value.newBuilder().setNullValue(NullValue.NULL_VALUE).build();
    }

    static Value list(Value... values) {
        return Value.newBuilder()
                .setArrayValue(ArrayValue.newBuilder().addAllValues(List.of(values)))
                .build();
    }

    /** Returns a list of as many different numbers. */
    static Value numbers(int count) {
        return list(LongStream.range(0, count).mapToObj(QueryBuilder::number).toArray(Value[]::new));
    }

    /** Returns a reference to what has this path in the database of the tests. */
    static Value name(String path) {
        return Value.newBuilder()
                .setReferenceValue(TestClient.ROOT + '/' + path)
                .build();
    }
}

package dev.mentions.embedded.firestore;

import static com.google.firestore.v1.StructuredQuery.FieldFilter.Operator.ARRAY_CONTAINS;
import static com.google.firestore.v1.StructuredQuery.FieldFilter.Operator.ARRAY_CONTAINS_ANY;
import static com.google.firestore.v1.StructuredQuery.FieldFilter.Operator.EQUAL;
import static com.google.firestore.v1.StructuredQuery.FieldFilter.Operator.GREATER_THAN;
import static com.google.firestore.v1.StructuredQuery.FieldFilter.Operator.IN;
import static com.google.firestore.v1.StructuredQuery.FieldFilter.Operator.LESS_THAN;
import static com.google.firestore.v1.StructuredQuery.FieldFilter.Operator.LESS_THAN_OR_EQUAL;
import static com.google.firestore.v1.StructuredQuery.FieldFilter.Operator.NOT_EQUAL;
import static com.google.firestore.v1.StructuredQuery.FieldFilter.Operator.NOT_IN;
import static com.google.firestore.v1.StructuredQuery.FieldFilter.Operator.OPERATOR_UNSPECIFIED;
import static com.google.firestore.v1.StructuredQuery.UnaryFilter.Operator.IS_NAN;
import static com.google.firestore.v1.StructuredQuery.UnaryFilter.Operator.IS_NOT_NAN;
import static com.google.firestore.v1.StructuredQuery.UnaryFilter.Operator.IS_NOT_NULL;
import static com.google.firestore.v1.StructuredQuery.UnaryFilter.Operator.IS_NULL;
import static dev.mentions.embedded.firestore.QueryBuilder.NAME;
import static dev.mentions.embedded.firestore.QueryBuilder.and;
import static dev.mentions.embedded.firestore.QueryBuilder.collection;
import static dev.mentions.embedded.firestore.QueryBuilder.composite;
import static dev.mentions.embedded.firestore.QueryBuilder.is;
import static dev.mentions.embedded.firestore.QueryBuilder.list;
import static dev.mentions.embedded.firestore.QueryBuilder.name;
import static dev.mentions.embedded.firestore.QueryBuilder.nan;
import static dev.mentions.embedded.firestore.QueryBuilder.nothing;
import static dev.mentions.embedded.firestore.QueryBuilder.numbers;
import static dev.mentions.embedded.firestore.QueryBuilder.or;
import static dev.mentions.embedded.firestore.QueryBuilder.text;
import static dev.mentions.embedded.firestore.QueryShape.answered;
import static dev.mentions.embedded.firestore.QueryShape.refused;
import static dev.mentions.embedded.firestore.QueryShape.unindexed;

import com.google.firestore.v1.StructuredQuery.CompositeFilter;
import com.google.firestore.v1.StructuredQuery.Filter;
import com.google.firestore.v1.Value;
import com.google.protobuf.Message;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How a query filters one collection. */
final class FilterShapes {

    private FilterShapes() {}

    static Stream<QueryShape> all() {
        return Stream.of(alone(), combined(), names(), malformed()).flatMap(shapes -> shapes);
    }

    private static Message where(Filter filter) {
        return collection("c").where(filter).run();
    }

    private static Stream<QueryShape> alone() {
        return Stream.of(
                answered(
                        "one condition on a field",
                        Stream.of(EQUAL, NOT_EQUAL, LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, ARRAY_CONTAINS)
                                .map(operator -> where(is("n", operator, 1)))
                                .toArray(Message[]::new)),
                answered(
                        "`IS_NULL`, `IS_NAN`, `IS_NOT_NULL`, `IS_NOT_NAN`",
                        Stream.of(IS_NULL, IS_NAN, IS_NOT_NULL, IS_NOT_NAN)
                                .map(operator -> where(is("n", operator)))
                                .toArray(Message[]::new)),
                answered(
                        "null or NaN as the value of any other operator",
                        where(is("n", LESS_THAN_OR_EQUAL, nan())),
                        where(is("n", GREATER_THAN, nothing())),
                        where(is("n", IN, list(nan(), nothing()))),
                        where(is("n", NOT_IN, list(nothing())))),
                unindexed(
                        "one condition on a field without indexes",
                        where(is("exempt", EQUAL, 1)),
                        where(is("exempt.x", EQUAL, 1))),
                answered(
                        "`IN` and `ARRAY_CONTAINS_ANY` with 1 to 30 values, `NOT_IN` with 1 to 10",
                        where(is("n", IN, numbers(30))),
                        where(is("n", ARRAY_CONTAINS_ANY, numbers(30))),
                        where(is("n", NOT_IN, numbers(10)))),
                refused(
                        "`IN`, `ARRAY_CONTAINS_ANY` or `NOT_IN` with no array, with no values or with more",
                        Stream.of(IN, ARRAY_CONTAINS_ANY, NOT_IN)
                                .flatMap(operator -> Stream.of(
                                        where(is("n", operator, 1)),
                                        where(is("n", operator, list())),
                                        where(is("n", operator, numbers(operator == NOT_IN ? 11 : 31)))))
                                .toArray(Message[]::new)));
    }

    private static Stream<QueryShape> combined() {
        return Stream.of(
                answered(
                        "equalities, or an equality and `ARRAY_CONTAINS`, on several fields, without an order",
                        where(and(is("a", EQUAL, 1), is("x", EQUAL, 1))),
                        where(and(is("a", IN, numbers(2)), is("tags", ARRAY_CONTAINS, 1)))),
                answered("inequalities on one field", where(and(is("n", GREATER_THAN, 1), is("n", LESS_THAN, 9)))),
                answered(
                        "conditions on several fields, one an inequality, with their composite index",
                        where(and(is("n", GREATER_THAN, 1), is("x", LESS_THAN, 9))),
                        where(and(is("tags", ARRAY_CONTAINS, 1), is("n", GREATER_THAN, 9)))),
                unindexed(
                        "conditions on several fields, one an inequality, without it",
                        where(and(is("a", EQUAL, 1), is("n", GREATER_THAN, 1))),
                        where(and(is("n", GREATER_THAN, 1), is("y", LESS_THAN, 9))),
                        where(and(is("tags", ARRAY_CONTAINS_ANY, numbers(2)), is("x", GREATER_THAN, 9)))),
                answered(
                        "`OR`, where every part has its indexes",
                        where(or(is("a", EQUAL, 1), and(is("x", EQUAL, 1), is("tags", ARRAY_CONTAINS, 1)))),
                        where(or(is("tags", ARRAY_CONTAINS, 1), is("other", ARRAY_CONTAINS, 2)))),
                unindexed(
                        "`OR`, where a part lacks one",
                        where(or(is("a", EQUAL, 1), is("exempt", EQUAL, 1))),
                        where(or(is("a", EQUAL, 1), is("n", GREATER_THAN, 1)))),
                answered(
                        "up to 30 disjunctions in disjunctive normal form",
                        where(and(is("a", IN, numbers(5)), is("x", IN, numbers(6))))),
                refused(
                        "more than 30 disjunctions in disjunctive normal form",
                        where(and(is("a", IN, numbers(8)), is("x", IN, numbers(4)))),
                        where(or(is("a", IN, numbers(30)), is("x", EQUAL, 1)))),
                refused(
                        "two of `ARRAY_CONTAINS` and `ARRAY_CONTAINS_ANY` in one disjunction",
                        where(and(is("tags", ARRAY_CONTAINS, 1), is("other", ARRAY_CONTAINS, 2))),
                        where(and(is("tags", ARRAY_CONTAINS, 1), is("tags", ARRAY_CONTAINS, 2))),
                        where(and(
                                is("tags", ARRAY_CONTAINS, 1), and(is("a", EQUAL, 1), is("tags", ARRAY_CONTAINS, 2)))),
                        where(and(is("tags", ARRAY_CONTAINS, 1), is("tags", ARRAY_CONTAINS_ANY, numbers(2)))),
                        where(and(
                                is("tags", ARRAY_CONTAINS_ANY, numbers(2)),
                                is("other", ARRAY_CONTAINS_ANY, numbers(2))))),
                refused(
                        "two of `NOT_EQUAL`, `NOT_IN`, `IS_NOT_NULL` and `IS_NOT_NAN`",
                        where(and(is("n", NOT_EQUAL, 1), is("n", NOT_EQUAL, 2))),
                        where(and(is("n", NOT_EQUAL, 1), is("x", NOT_IN, numbers(1)))),
                        where(and(is("n", IS_NOT_NULL), is("x", IS_NOT_NAN))),
                        where(or(is("n", NOT_EQUAL, 1), is("x", IS_NOT_NULL)))),
                refused(
                        "`NOT_IN` with `OR`, `IN` or `ARRAY_CONTAINS_ANY`",
                        where(or(is("n", NOT_IN, numbers(1)), is("x", EQUAL, 1))),
                        where(and(is("n", NOT_IN, numbers(1)), is("x", IN, numbers(1)))),
                        where(and(is("n", NOT_IN, numbers(1)), is("tags", ARRAY_CONTAINS_ANY, numbers(1))))),
                refused("inequalities on more than 10 fields", where(and(many(11, GREATER_THAN)))),
                refused("more than 100 conditions, orders and parent together", where(and(many(101, EQUAL)))));
    }

    private static Filter[] many(int count, com.google.firestore.v1.StructuredQuery.FieldFilter.Operator operator) {
        return IntStream.range(0, count).mapToObj(i -> is("f" + i, operator, 1)).toArray(Filter[]::new);
    }

    private static Stream<QueryShape> names() {
        return Stream.of(
                answered(
                        "`__name__` compared with documents of this database",
                        where(is(NAME, EQUAL, name("c/x"))),
                        where(is(NAME, IN, list(name("c/x"), name("other/y")))),
                        where(is(NAME, NOT_EQUAL, name("c/x"))),
                        where(and(is(NAME, GREATER_THAN, name("c/x")), is("a", EQUAL, 1)))),
                refused(
                        "`__name__` compared with anything else",
                        where(is(NAME, EQUAL, text("x"))),
                        where(is(NAME, EQUAL, nothing())),
                        where(is(NAME, IN, list(name("c/x"), text("x")))),
                        where(is(NAME, EQUAL, name("c"))),
                        where(is(NAME, EQUAL, elsewhere()))),
                refused(
                        "`__name__` with `ARRAY_CONTAINS`, `ARRAY_CONTAINS_ANY` or a unary operator",
                        where(is(NAME, ARRAY_CONTAINS, name("c/x"))),
                        where(is(NAME, ARRAY_CONTAINS_ANY, list(name("c/x")))),
                        where(is(NAME, IS_NULL)),
                        where(is(NAME, IS_NOT_NAN))),
                refused(
                        "`__name__` equal, and an inequality on other fields only",
                        where(and(is(NAME, EQUAL, name("c/x")), is("n", GREATER_THAN, 1))),
                        where(and(is(NAME, IN, list(name("c/x"))), is("n", NOT_EQUAL, 1)))));
    }

    private static Value elsewhere() {
        return Value.newBuilder()
                .setReferenceValue("projects/other/databases/(default)/documents/c/x")
                .build();
    }

    private static Stream<QueryShape> malformed() {
        return Stream.of(
                refused(
                        "a filter, operator or value that is not set, or a composite filter without filters",
                        where(Filter.getDefaultInstance()),
                        where(is("n", OPERATOR_UNSPECIFIED, 1)),
                        where(is(
                                "n",
                                com.google.firestore.v1.StructuredQuery.UnaryFilter.Operator.OPERATOR_UNSPECIFIED)),
                        where(is("n", EQUAL, Value.getDefaultInstance())),
                        where(is("n", IN, list(Value.getDefaultInstance()))),
                        where(composite(CompositeFilter.Operator.OPERATOR_UNSPECIFIED, is("n", EQUAL, 1))),
                        where(and()),
                        where(or())),
                refused(
                        "a field path that is none, or has a reserved name",
                        Stream.of(
                                        "",
                                        "a..b",
                                        "a.",
                                        "`a",
                                        "1a",
                                        "a-b",
                                        "__x__",
                                        "a.__x__",
                                        "____",
                                        "a.__name__",
                                        "`__name__`")
                                .map(path -> where(is(path, EQUAL, 1)))
                                .toArray(Message[]::new)));
    }
}

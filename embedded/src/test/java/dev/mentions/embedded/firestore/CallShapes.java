package dev.mentions.embedded.firestore;

import static com.google.firestore.v1.StructuredQuery.FieldFilter.Operator.EQUAL;
import static com.google.firestore.v1.StructuredQuery.FieldFilter.Operator.GREATER_THAN;
import static dev.mentions.embedded.firestore.QueryBuilder.NAME;
import static dev.mentions.embedded.firestore.QueryBuilder.collection;
import static dev.mentions.embedded.firestore.QueryBuilder.field;
import static dev.mentions.embedded.firestore.QueryBuilder.group;
import static dev.mentions.embedded.firestore.QueryBuilder.is;
import static dev.mentions.embedded.firestore.QueryBuilder.name;
import static dev.mentions.embedded.firestore.QueryShape.answered;
import static dev.mentions.embedded.firestore.QueryShape.refused;
import static dev.mentions.embedded.firestore.QueryShape.unimplemented;
import static dev.mentions.embedded.firestore.QueryShape.unindexed;

import com.google.firestore.v1.ListCollectionIdsRequest;
import com.google.firestore.v1.ListDocumentsRequest;
import com.google.firestore.v1.ListenRequest;
import com.google.firestore.v1.PartitionQueryRequest;
import com.google.firestore.v1.RunAggregationQueryRequest;
import com.google.firestore.v1.StructuredAggregationQuery.Aggregation;
import com.google.firestore.v1.StructuredAggregationQuery.Aggregation.Avg;
import com.google.firestore.v1.StructuredAggregationQuery.Aggregation.Count;
import com.google.firestore.v1.StructuredAggregationQuery.Aggregation.Sum;
import com.google.firestore.v1.Target;
import com.google.protobuf.ByteString;
import com.google.protobuf.Int64Value;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import java.util.List;
import java.util.stream.Stream;

/** What else than running it can be done with a query, and the lists. */
final class CallShapes {

    private CallShapes() {}

    static Stream<QueryShape> all() {
        return Stream.of(aggregations(), partitions(), targets(), lists()).flatMap(shapes -> shapes);
    }

    private static Message aggregate(QueryBuilder query, Aggregation... aggregations) {
        RunAggregationQueryRequest.Builder request =
                RunAggregationQueryRequest.newBuilder().setParent(query.parent());
        request.getStructuredAggregationQueryBuilder()
                .setStructuredQuery(query.query())
                .addAllAggregations(List.of(aggregations));
        return request.build();
    }

    private static Aggregation count(String alias) {
        return Aggregation.newBuilder()
                .setAlias(alias)
                .setCount(Count.getDefaultInstance())
                .build();
    }

    private static Aggregation upTo(long most) {
        return Aggregation.newBuilder()
                .setCount(Count.newBuilder().setUpTo(Int64Value.of(most)))
                .build();
    }

    private static Aggregation sum(String field) {
        return Aggregation.newBuilder()
                .setSum(Sum.newBuilder().setField(field(field)))
                .build();
    }

    private static Aggregation avg(String field) {
        return Aggregation.newBuilder()
                .setAvg(Avg.newBuilder().setField(field(field)))
                .build();
    }

    private static Stream<QueryShape> aggregations() {
        QueryBuilder c = collection("c");
        Aggregation count = count("");
        return Stream.of(
                answered(
                        "1 to 5 counts, sums and averages of one field",
                        aggregate(c, count, upTo(1), sum("n"), avg("n"), count("x")),
                        aggregate(group("c"), count)),
                answered(
                        "sums and averages with a filter, an order or of several fields, with their composite index",
                        aggregate(c, sum("n"), avg("x")),
                        aggregate(collection("c").where(is("n", GREATER_THAN, 1)), sum("x"))),
                unindexed(
                        "sums and averages with a filter, an order or of several fields, without it",
                        aggregate(c, sum("n"), avg("y")),
                        aggregate(collection("c").where(is("a", EQUAL, 1)), sum("n")),
                        aggregate(c, sum("exempt")),
                        aggregate(group("c"), sum("n"))),
                refused(
                        "a sum or average of a field that comes after `__name__`",
                        aggregate(collection("c").orderBy(NAME), sum("n")),
                        aggregate(collection("c").where(is(NAME, GREATER_THAN, name("c/x"))), avg("n"))),
                refused(
                        "no aggregation, or more than 5",
                        aggregate(c),
                        aggregate(c, count, count, count, count, count, count)),
                refused(
                        "an aggregation without operator or field, of `__name__`, up to less than 1, or with a bad or repeated alias",
                        aggregate(c, Aggregation.getDefaultInstance()),
                        aggregate(c, sum("")),
                        aggregate(c, avg(NAME)),
                        aggregate(c, upTo(0)),
                        aggregate(c, count("__x__")),
                        aggregate(c, count("x".repeat(1501))),
                        aggregate(c, count("x"), count("x"))),
                refused(
                        "an aggregation of collections of every id (refused because not documented)",
                        aggregate(group(""), count)));
    }

    private static PartitionQueryRequest.Builder partition(QueryBuilder query) {
        return PartitionQueryRequest.newBuilder()
                .setParent(query.parent())
                .setStructuredQuery(query.query())
                .setPartitionCount(2);
    }

    private static QueryBuilder byName() {
        return group("c").orderBy(NAME);
    }

    private static Stream<QueryShape> partitions() {
        return Stream.of(
                answered(
                        "partitions of a collection group of the database, ordered by `__name__`",
                        partition(byName()).build()),
                refused(
                        "partitions of anything else",
                        partition(collection("c").orderBy(NAME)).build(),
                        partition(group("").orderBy(NAME)).build(),
                        partition(byName().below("p/1")).build(),
                        partition(group("c")).build(),
                        partition(group("c").orderBy("-" + NAME)).build(),
                        partition(group("g").orderBy("n")).build(),
                        partition(byName().where(is("n", EQUAL, 1))).build(),
                        partition(byName().limit(1)).build(),
                        partition(byName().offset(1)).build(),
                        partition(byName().startAt(name("c/x"))).build(),
                        partition(byName().endAt(name("c/x"))).build()),
                refused(
                        "a partition count below 1, a negative page size, or a page token that is none",
                        partition(byName()).setPartitionCount(0).build(),
                        partition(byName()).setPageSize(-1).build(),
                        partition(byName()).setPageToken("x").build()),
                unimplemented(
                        "partitions as of a `read_time`",
                        partition(byName())
                                .setReadTime(Timestamp.getDefaultInstance())
                                .build()));
    }

    private static Message listen(String database, int id, QueryBuilder query) {
        ListenRequest.Builder request = ListenRequest.newBuilder().setDatabase(database);
        request.getAddTargetBuilder()
                .setTargetId(id)
                .getQueryBuilder()
                .setParent(query.parent())
                .setStructuredQuery(query.query());
        return request.build();
    }

    private static Message listen(String document) {
        return ListenRequest.newBuilder()
                .setDatabase(TestClient.DATABASE)
                .setAddTarget(Target.newBuilder()
                        .setTargetId(1)
                        .setDocuments(Target.DocumentsTarget.newBuilder().addDocuments(document)))
                .build();
    }

    private static Stream<QueryShape> targets() {
        String here = TestClient.DATABASE;
        return Stream.of(
                answered(
                        "a listener to documents, to one collection, or to a collection group of the database",
                        listen(TestClient.ROOT + "/c/x"),
                        listen(here, 1, collection("c").below("p/1").orderBy("n")),
                        listen(here, 1, group("c"))),
                unindexed(
                        "a listener to a query without its index",
                        listen(here, 1, group("c").orderBy("n"))),
                refused(
                        "a listener to a query that is refused",
                        listen(here, 1, collection("c").limit(-1)),
                        listen(here, 1, group("").orderBy("n"))),
                refused(
                        "a listener to collections of every id, or to a group below a document (refused because not documented)",
                        listen(here, 1, group("")),
                        listen(here, 1, collection("")),
                        listen(here, 1, group("c").below("p/1"))),
                refused(
                        "a listener to another database than its request is for, or with a negative target id",
                        listen("projects/other/databases/(default)", 1, collection("c")),
                        listen("projects/other/databases/(default)/documents/c/x"),
                        listen(here, -1, collection("c"))),
                unimplemented("a listener that is to be given a target id", listen(here, 0, collection("c"))));
    }

    private static ListDocumentsRequest.Builder list(String collection) {
        return ListDocumentsRequest.newBuilder().setParent(TestClient.ROOT).setCollectionId(collection);
    }

    private static Stream<QueryShape> lists() {
        ListCollectionIdsRequest.Builder ids =
                ListCollectionIdsRequest.newBuilder().setParent(TestClient.ROOT);
        Timestamp time = Timestamp.getDefaultInstance();
        return Stream.of(
                answered(
                        "a list of the documents of a collection, missing ones too, or of collection ids",
                        list("c").build(),
                        list("c").setShowMissing(true).setPageSize(1).build(),
                        ids.build()),
                refused(
                        "a list with a negative page size, a page token or id that is none, or missing documents in an order",
                        list("c").setPageSize(-1).build(),
                        list("c").setPageToken("x").build(),
                        list("__x__").build(),
                        list("c").setShowMissing(true).setOrderBy("n").build(),
                        list("").setShowMissing(true).build(),
                        ids.build().toBuilder().setPageSize(-1).build()),
                unimplemented(
                        "a list of every collection, in an order, in a transaction, or as of a `read_time`",
                        list("").build(),
                        list("c").setOrderBy("n").build(),
                        list("c").setTransaction(ByteString.copyFromUtf8("x")).build(),
                        list("c").setReadTime(time).build(),
                        ids.build().toBuilder().setReadTime(time).build()));
    }
}

package dev.mentions.embedded.firestore;

import static com.google.firestore.v1.StructuredQuery.FieldFilter.Operator.EQUAL;
import static com.google.firestore.v1.StructuredQuery.FieldFilter.Operator.GREATER_THAN;
import static com.google.firestore.v1.StructuredQuery.FieldFilter.Operator.NOT_EQUAL;
import static dev.mentions.embedded.firestore.QueryBuilder.NAME;
import static dev.mentions.embedded.firestore.QueryBuilder.collection;
import static dev.mentions.embedded.firestore.QueryBuilder.is;
import static dev.mentions.embedded.firestore.QueryBuilder.name;
import static dev.mentions.embedded.firestore.QueryBuilder.number;
import static dev.mentions.embedded.firestore.QueryBuilder.or;
import static dev.mentions.embedded.firestore.QueryBuilder.text;
import static dev.mentions.embedded.firestore.QueryShape.answered;
import static dev.mentions.embedded.firestore.QueryShape.refused;
import static dev.mentions.embedded.firestore.QueryShape.unimplemented;
import static dev.mentions.embedded.firestore.QueryShape.unindexed;

import com.google.firestore.v1.ExplainOptions;
import com.google.firestore.v1.RunQueryRequest;
import com.google.firestore.v1.StructuredQuery.FindNearest;
import com.google.firestore.v1.TransactionOptions;
import com.google.firestore.v1.Value;
import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import java.util.stream.Stream;

/** How a query orders, cuts and projects what it finds in one collection. */
final class OrderShapes {

    private OrderShapes() {}

    static Stream<QueryShape> all() {
        return Stream.of(orders(), positions(), rest()).flatMap(shapes -> shapes);
    }

    private static QueryBuilder c() {
        return collection("c");
    }

    private static Stream<QueryShape> orders() {
        return Stream.of(
                answered(
                        "an order by one field, also one that is compared for equality",
                        c().orderBy("n").run(),
                        c().orderBy("-n").run(),
                        c().orderBy("n", NAME).run(),
                        c().orderBy("-n", "-" + NAME).run(),
                        c().where(is("n", EQUAL, 1)).orderBy("n").run()),
                answered("an order by `__name__`", c().orderBy(NAME).run()),
                answered(
                        "any other order, with its composite index",
                        c().where(is("a", EQUAL, 1)).orderBy("-n").run(),
                        c().orderBy("n", "x").run(),
                        c().where(is("x", GREATER_THAN, 1)).orderBy("n").run(),
                        c().where(or(is("a", EQUAL, 1), is("n", EQUAL, 1)))
                                .orderBy("a", "-n")
                                .run()),
                unindexed(
                        "any other order, without it",
                        c().where(is("a", EQUAL, 1)).orderBy("n").run(),
                        c().orderBy("x", "n").run(),
                        c().orderBy("n", "-" + NAME).run(),
                        c().orderBy("-" + NAME).run(),
                        c().where(is("n", GREATER_THAN, 1)).orderBy("x").run(),
                        c().where(or(is("a", EQUAL, 1), is("x", EQUAL, 1)))
                                .orderBy("-n")
                                .run()),
                refused(
                        "two orders by one field",
                        c().orderBy("n", "n").run(),
                        c().orderBy("n", "x", "-n").run()),
                refused(
                        "an order or an inequality that comes after `__name__`",
                        c().orderBy(NAME, "n").run(),
                        c().where(is("n", NOT_EQUAL, 1)).orderBy(NAME).run()));
    }

    private static Stream<QueryShape> positions() {
        return Stream.of(
                answered(
                        "cursors with 1 value or more, and no more than the query has orders",
                        c().orderBy("n").startAt(number(1)).endAt(text("x")).run(),
                        c().orderBy("n", NAME).startAt(number(1), name("c/x")).run(),
                        c().orderBy(NAME).startAt(name("other/y")).run()),
                refused(
                        "cursors with more values, orders that Firestore adds not counted, or with none",
                        c().startAt(name("c/x")).run(),
                        c().orderBy("n").startAt(number(1), name("c/x")).run(),
                        c().where(is("n", GREATER_THAN, 1)).endAt(number(1)).run(),
                        c().orderBy("n").startAt().run()),
                refused(
                        "cursors that have no document of this database for `__name__`, or no value",
                        c().orderBy(NAME).startAt(text("x")).run(),
                        c().orderBy(NAME).startAt(name("c")).run(),
                        c().orderBy(NAME).endAt(elsewhere()).run(),
                        c().orderBy("n").startAt(Value.getDefaultInstance()).run()),
                answered(
                        "an offset or limit of 0 or more",
                        c().offset(1).limit(0).run()),
                refused(
                        "a negative offset or limit",
                        c().offset(-1).run(),
                        c().limit(-1).run()));
    }

    private static Value elsewhere() {
        return Value.newBuilder()
                .setReferenceValue("projects/other/databases/(default)/documents/c/x")
                .build();
    }

    private static Stream<QueryShape> rest() {
        RunQueryRequest.Builder plain = c().run().toBuilder();
        RunQueryRequest.Builder nearest = c().run().toBuilder();
        nearest.getStructuredQueryBuilder().setFindNearest(FindNearest.getDefaultInstance());
        return Stream.of(
                answered(
                        "a selection of fields, of none, or of `__name__`",
                        c().select("a", "m.x").run(),
                        c().select().run(),
                        c().select(NAME).run()),
                refused("a selection of a reserved name", c().select("__x__").run()),
                unimplemented("`find_nearest`", nearest.build()),
                unimplemented(
                        "`read_time`",
                        plain.build().toBuilder()
                                .setReadTime(Timestamp.getDefaultInstance())
                                .build()),
                unimplemented(
                        "`explain_options`",
                        plain.build().toBuilder()
                                .setExplainOptions(ExplainOptions.getDefaultInstance())
                                .build()),
                answered(
                        "a transaction that the query begins",
                        begin(TransactionOptions.getDefaultInstance()),
                        begin(TransactionOptions.newBuilder()
                                .setReadWrite(TransactionOptions.ReadWrite.getDefaultInstance())
                                .build())),
                refused(
                        "a transaction that is unknown or has ended",
                        plain.build().toBuilder()
                                .setTransaction(ByteString.copyFromUtf8("unknown"))
                                .build()),
                unimplemented(
                        "a transaction that reads as of a time",
                        begin(TransactionOptions.newBuilder()
                                .setReadOnly(TransactionOptions.ReadOnly.newBuilder()
                                        .setReadTime(Timestamp.getDefaultInstance()))
                                .build())));
    }

    private static RunQueryRequest begin(TransactionOptions options) {
        return c().run().toBuilder().setNewTransaction(options).build();
    }
}

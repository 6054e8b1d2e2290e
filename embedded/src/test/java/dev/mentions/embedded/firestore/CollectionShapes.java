package dev.mentions.embedded.firestore;

import static com.google.firestore.v1.StructuredQuery.FieldFilter.Operator.ARRAY_CONTAINS;
import static com.google.firestore.v1.StructuredQuery.FieldFilter.Operator.ARRAY_CONTAINS_ANY;
import static com.google.firestore.v1.StructuredQuery.FieldFilter.Operator.EQUAL;
import static com.google.firestore.v1.StructuredQuery.FieldFilter.Operator.GREATER_THAN_OR_EQUAL;
import static com.google.firestore.v1.StructuredQuery.FieldFilter.Operator.IN;
import static com.google.firestore.v1.StructuredQuery.FieldFilter.Operator.LESS_THAN;
import static com.google.firestore.v1.StructuredQuery.FieldFilter.Operator.NOT_EQUAL;
import static com.google.firestore.v1.StructuredQuery.FieldFilter.Operator.NOT_IN;
import static com.google.firestore.v1.StructuredQuery.UnaryFilter.Operator.IS_NOT_NULL;
import static com.google.firestore.v1.StructuredQuery.UnaryFilter.Operator.IS_NULL;
import static dev.mentions.embedded.firestore.QueryBuilder.NAME;
import static dev.mentions.embedded.firestore.QueryBuilder.and;
import static dev.mentions.embedded.firestore.QueryBuilder.collection;
import static dev.mentions.embedded.firestore.QueryBuilder.group;
import static dev.mentions.embedded.firestore.QueryBuilder.is;
import static dev.mentions.embedded.firestore.QueryBuilder.name;
import static dev.mentions.embedded.firestore.QueryBuilder.none;
import static dev.mentions.embedded.firestore.QueryBuilder.numbers;
import static dev.mentions.embedded.firestore.QueryBuilder.or;
import static dev.mentions.embedded.firestore.QueryShape.answered;
import static dev.mentions.embedded.firestore.QueryShape.refused;
import static dev.mentions.embedded.firestore.QueryShape.unindexed;

import com.google.firestore.v1.CommitRequest;
import com.google.firestore.v1.Document;
import com.google.firestore.v1.StructuredQuery.Filter;
import com.google.firestore.v1.Write;
import com.google.protobuf.Message;
import java.util.stream.Stream;

/** Which collections a query is for. */
final class CollectionShapes {

    private CollectionShapes() {}

    private static final String[] BAD_IDS = {"a/b", ".", "..", "__x__", "____", "x".repeat(1501)};

    static Stream<QueryShape> all() {
        return Stream.of(
                answered(
                        "one collection",
                        collection("c").run(),
                        collection("c").below("p/1").run()),
                answered(
                        "a collection group",
                        group("c").run(),
                        group("c").orderBy(NAME).run()),
                answered(
                        "a collection group, by a field that has an index of COLLECTION_GROUP scope",
                        group("g").where(is("n", EQUAL, 1)).run(),
                        group("g").orderBy("n").run()),
                unindexed(
                        "a collection group, by a field that has only its automatic indexes",
                        fieldQueries()
                                .map(filter -> group("c").where(filter).run())
                                .toArray(Message[]::new)),
                unindexed(
                        "a collection group, ordered by a field that has only its automatic indexes",
                        group("c").orderBy("n").run(),
                        group("c").orderBy("-n").run(),
                        group("g").orderBy("-n").run()),
                answered(
                        "a collection group below a document, by `__name__`",
                        group("c").below("p/1").run()),
                unindexed(
                        "a collection group below a document, by fields (refused because not documented)",
                        group("g").below("p/1").where(is("n", EQUAL, 1)).run(),
                        group("g").below("p/1").orderBy("n").run()),
                answered(
                        "collections of every id, by `__name__` ascending",
                        group("").run(),
                        group("").below("p/1").run(),
                        collection("").below("p/1").run(),
                        group("").orderBy(NAME).run(),
                        group("")
                                .where(and(
                                        is(NAME, GREATER_THAN_OR_EQUAL, name("c/__id-9223372036854775808__")),
                                        is(NAME, LESS_THAN, name("c/x"))))
                                .run()),
                refused(
                        "collections of every id, by a field",
                        Stream.concat(
                                        fieldQueries()
                                                .map(filter ->
                                                        group("").where(filter).run()),
                                        Stream.of(
                                                collection("")
                                                        .where(is("n", EQUAL, 1))
                                                        .run(),
                                                group("").orderBy("n").run(),
                                                group("").orderBy("-n").run()))
                                .toArray(Message[]::new)),
                refused(
                        "collections of every id, by `__name__` descending",
                        group("").orderBy("-" + NAME).run()),
                refused("no collection selector (refused because not documented)", none().run()),
                refused(
                        "several collection selectors",
                        collection("c").from("d", false).run()),
                refused(
                        "an id that no collection can have: with `/`, `.`, `..`, `__.*__` with `____`, or over 1,500 bytes",
                        Stream.of(BAD_IDS).map(id -> collection(id).run()).toArray(Message[]::new)),
                refused(
                        "a write of such an id: `.`, `..`, `__.*__` with `____`, or over 1,500 bytes",
                        Stream.of(BAD_IDS)
                                .skip(1)
                                .flatMap(id -> Stream.of("c/" + id, id + "/d"))
                                .map(CollectionShapes::write)
                                .toArray(Message[]::new)),
                refused(
                        "a parent that is a collection",
                        collection("c").below("p").run()));
    }

    private static Stream<Filter> fieldQueries() {
        return Stream.of(
                is("n", EQUAL, 1),
                is("n", LESS_THAN, 1),
                is("n", GREATER_THAN_OR_EQUAL, 1),
                is("n", NOT_EQUAL, 1),
                is("n", IN, numbers(2)),
                is("n", NOT_IN, numbers(2)),
                is("n", ARRAY_CONTAINS, 1),
                is("n", ARRAY_CONTAINS_ANY, numbers(2)),
                is("n", IS_NULL),
                is("n", IS_NOT_NULL),
                and(is("n", EQUAL, 1), is("a", EQUAL, 1)),
                or(is("n", EQUAL, 1), is("a", EQUAL, 1)));
    }

    private static Message write(String path) {
        return CommitRequest.newBuilder()
                .setDatabase(TestClient.DATABASE)
                .addWrites(Write.newBuilder().setUpdate(Document.newBuilder().setName(TestClient.ROOT + '/' + path)))
                .build();
    }
}

package dev.mentions.embedded.firestore;

import static dev.mentions.embedded.firestore.TestClient.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.firestore.AggregateField;
import com.google.cloud.firestore.AggregateQuerySnapshot;
import com.google.cloud.firestore.CollectionReference;
import com.google.cloud.firestore.DocumentReference;
import com.google.cloud.firestore.DocumentSnapshot;
import com.google.cloud.firestore.FieldPath;
import com.google.cloud.firestore.Filter;
import com.google.cloud.firestore.Query;
import com.google.cloud.firestore.Query.Direction;
import com.google.cloud.firestore.QueryDocumentSnapshot;
import com.google.firestore.v1.ListDocumentsRequest;
import com.google.firestore.v1.ListDocumentsResponse;
import com.google.firestore.v1.PartitionQueryRequest;
import com.google.firestore.v1.PartitionQueryResponse;
import com.google.firestore.v1.RunQueryRequest;
import com.google.firestore.v1.RunQueryResponse;
import com.google.firestore.v1.StructuredQuery.FieldFilter.Operator;
import com.google.firestore.v1.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FirestoreServerQueryTest extends ServerTest {

    private CollectionReference c;

    @BeforeEach
    void connect() {
        c = client.collection("c");
    }

    private void put(String id, String field, Object value) {
        get(c.document(id).set(Collections.singletonMap(field, value)));
    }

    private static List<String> ids(Query query) {
        return get(query.get()).getDocuments().stream()
                .map(DocumentSnapshot::getId)
                .toList();
    }

    @Test
    void shouldCompareOnlyValuesOfTheSameType() {
        put("one", "v", 1L);
        put("two", "v", 2.0);
        put("nan", "v", Double.NaN);
        put("text", "v", "1");
        put("null", "v", null);
        put("other", "w", 1L);

        assertThat(ids(c.whereEqualTo("v", 2))).containsExactly("two");
        assertThat(ids(c.whereEqualTo("v", 1.0))).containsExactly("one");
        assertThat(ids(c.whereGreaterThan("v", 1))).containsExactly("two");
        assertThat(ids(c.whereGreaterThanOrEqualTo("v", 1))).containsExactly("one", "two");
        assertThat(ids(c.whereLessThan("v", "2"))).containsExactly("text");
        assertThat(ids(c.whereLessThanOrEqualTo("v", "1"))).containsExactly("text");
        assertThat(ids(c.whereEqualTo("v", null))).containsExactly("null");
        assertThat(ids(c.whereNotEqualTo("v", null))).containsExactly("nan", "one", "two", "text");
        assertThat(ids(c.whereEqualTo("v", Double.NaN))).containsExactly("nan");
        assertThat(ids(c.whereNotEqualTo("v", Double.NaN))).containsExactly("one", "two", "text");
        assertThat(ids(c.whereNotEqualTo("v", 1))).containsExactly("nan", "two", "text");
    }

    @Test
    void shouldFindNullAndNanByNoRange() {
        put("nan", "v", Double.NaN);
        put("null", "v", null);
        put("one", "v", 1L);
        put("list", "v", Arrays.asList(null, Double.NaN));

        assertThat(ids(c.whereLessThan("v", 2))).containsExactly("one");
        assertThat(ids(c.whereLessThanOrEqualTo("v", 1.0))).containsExactly("one");
        assertThat(ids(c.whereGreaterThanOrEqualTo("v", Double.NEGATIVE_INFINITY)))
                .containsExactly("one");
        assertThat(ids(c.whereIn("v", Arrays.asList(null, Double.NaN, 1)))).containsExactly("one");
        assertThat(ids(c.whereNotIn("v", List.of(Double.NaN, 1)))).containsExactly("list");
        assertThat(ids(c.whereArrayContainsAny("v", Arrays.asList(null, Double.NaN))))
                .isEmpty();
        assertThat(ids(c.orderBy("v"))).containsExactly("null", "nan", "one", "list");
    }

    @Test
    void shouldCompareByRangeWithNeitherNullNorNan() throws Exception {
        put("nan", "v", Double.NaN);
        put("null", "v", null);
        put("one", "v", 1L);
        try (RawClient raw = new RawClient(server)) {
            for (Operator operator : List.of(
                    Operator.EQUAL,
                    Operator.LESS_THAN,
                    Operator.LESS_THAN_OR_EQUAL,
                    Operator.GREATER_THAN,
                    Operator.GREATER_THAN_OR_EQUAL)) {
                for (Value operand : List.of(QueryBuilder.nan(), QueryBuilder.nothing())) {
                    RunQueryRequest request = QueryBuilder.collection("c")
                            .where(QueryBuilder.is("v", operator, operand))
                            .run();

                    assertThat(raw.run(request))
                            .as("%s %s", operator, operand)
                            .noneMatch(RunQueryResponse::hasDocument);
                }
            }
        }
    }

    @Test
    void shouldOrderByInequalityFieldsBeforeTheName() {
        put("a", "v", 3L);
        put("b", "v", 2L);
        put("d", "v", 1L);

        assertThat(ids(c.whereGreaterThan(FieldPath.documentId(), "a").whereGreaterThan("v", 0)))
                .containsExactly("d", "b");
    }

    @Test
    void shouldFindInListsAndArrays() {
        put("a", "v", List.of(1L, "x"));
        put("b", "v", List.of(2L, "x"));
        put("d", "v", 2L);

        assertThat(ids(c.whereArrayContains("v", "x"))).containsExactly("a", "b");
        assertThat(ids(c.whereArrayContains("v", 2.0))).containsExactly("b");
        assertThat(ids(c.whereArrayContainsAny("v", Arrays.asList(1, 2)))).containsExactly("a", "b");
        assertThat(ids(c.whereIn("v", Arrays.asList(2, List.of(1L, "x"))))).containsExactly("a", "d");
        assertThat(ids(c.whereNotIn("v", List.of(2)))).containsExactly("a", "b");
        assertThat(ids(c.whereNotIn("v", Arrays.asList(2, null)))).isEmpty();
    }

    @Test
    void shouldCombineFilters() {
        get(c.document("a").set(Map.of("x", 1L, "y", 1L)));
        get(c.document("b").set(Map.of("x", 1L, "y", 2L)));
        get(c.document("d").set(Map.of("x", 2L, "y", 1L)));

        assertThat(ids(c.whereEqualTo("x", 1).whereEqualTo("y", 2))).containsExactly("b");
        assertThat(ids(c.where(
                        Filter.or(Filter.equalTo("x", 2), Filter.and(Filter.equalTo("x", 1), Filter.equalTo("y", 1))))))
                .containsExactly("a", "d");
    }

    @Test
    void shouldFindByNestedFieldAndByName() {
        put("a", "m", Map.of("k.1", Map.of("x", 5L)));
        put("b", "m", Map.of("k.1", 5L));
        put("z", "m", 1L);

        assertThat(ids(c.whereEqualTo(FieldPath.of("m", "k.1", "x"), 5))).containsExactly("a");
        assertThat(ids(c.whereEqualTo(FieldPath.documentId(), "b"))).containsExactly("b");
        assertThat(ids(c.whereIn(FieldPath.documentId(), List.of("z", "a")))).containsExactly("a", "z");
        assertThat(ids(c.whereGreaterThan(FieldPath.documentId(), "a"))).containsExactly("b", "z");
    }

    @Test
    void shouldOrderByAFieldThenNameAndSkipDocumentsWithoutIt() {
        put("b", "v", 1L);
        put("a", "v", 1L);
        put("d", "v", 3L);
        put("without", "w", 3L);

        assertThat(ids(c.orderBy("v"))).containsExactly("a", "b", "d");
        assertThat(ids(c.orderBy("v", Direction.DESCENDING))).containsExactly("d", "b", "a");
        assertThat(ids(c)).containsExactly("a", "b", "d", "without");
    }

    @Test
    void shouldLimitOffsetAndStartWhereTold() {
        for (int i = 0; i < 8; i++) {
            put("d" + i, "v", (long) (i / 2));
        }
        Query query = c.orderBy("v");

        assertThat(ids(query.limit(3))).containsExactly("d0", "d1", "d2");
        assertThat(ids(query.offset(6).limit(5))).containsExactly("d6", "d7");
        assertThat(ids(query.offset(20))).isEmpty();
        assertThat(ids(query.limit(0))).isEmpty();
        assertThat(ids(query.limitToLast(2))).containsExactly("d6", "d7");
        assertThat(ids(query.startAt(3))).containsExactly("d6", "d7");
        assertThat(ids(query.startAfter(2))).containsExactly("d6", "d7");
        assertThat(ids(query.endAt(0))).containsExactly("d0", "d1");
        assertThat(ids(query.endBefore(1))).containsExactly("d0", "d1");
        assertThat(ids(query.startAfter(get(c.document("d2").get())).limit(2))).containsExactly("d3", "d4");
        assertThat(ids(c.orderBy("v", Direction.DESCENDING)
                        .startAfter(get(c.document("d2").get()))))
                .containsExactly("d1", "d0");
        assertThat(ids(c.startAfter(get(c.document("d6").get())))).containsExactly("d7");
    }

    @Test
    void shouldReturnTheSameTopWhetherItIsASmallOrALargePart() {
        for (int i = 0; i < 40; i++) {
            put("d" + i, "v", (long) (i * 7 % 13));
        }
        Query query = c.orderBy("v", Direction.DESCENDING);
        List<String> all = ids(query);

        assertThat(all).hasSize(40);
        assertThat(ids(query.limit(5))).isEqualTo(all.subList(0, 5));
        assertThat(ids(query.offset(3).limit(5))).isEqualTo(all.subList(3, 8));
        assertThat(ids(query.limit(30))).isEqualTo(all.subList(0, 30));
    }

    @Test
    void shouldReturnSelectedFieldsOnly() {
        get(c.document("a").set(Map.of("x", 1L, "m", Map.of("y", 2L, "z", 3L))));

        QueryDocumentSnapshot some =
                get(c.select("m.y", "none").get()).getDocuments().get(0);
        QueryDocumentSnapshot none =
                get(c.select(new String[0]).get()).getDocuments().get(0);

        assertThat(some.getData()).isEqualTo(Map.of("m", Map.of("y", 2L)));
        assertThat(none.getData()).isEmpty();
        assertThat(get(client.getAll(
                                new DocumentReference[] {c.document("a")},
                                com.google.cloud.firestore.FieldMask.of("x")))
                        .get(0)
                        .getData())
                .isEqualTo(Map.of("x", 1L));
    }

    @Test
    void shouldReturnAllFieldsWhereNoneIsSelected() throws Exception {
        put("a", "v", 1L);
        try (RawClient raw = new RawClient(server)) {
            assertThat(raw.run(QueryBuilder.collection("c").select().run())
                            .get(0)
                            .getDocument()
                            .getFieldsMap())
                    .containsOnlyKeys("v");
        }
    }

    @Test
    void shouldQueryACollectionGroupInNameOrderAtAnyDepth() {
        for (String path : List.of("p/b/e/1", "p/a/e/2", "e/x", "e/x/e/y", "e/z", "p/a/w/1/e/3", "p/a/other/9")) {
            get(client.document(path).set(Map.of("v", 1L)));
        }

        List<String> found = get(client.collectionGroup("e").get()).getDocuments().stream()
                .map(document -> document.getReference().getPath())
                .toList();

        assertThat(found).containsExactly("e/x", "e/x/e/y", "e/z", "p/a/e/2", "p/a/w/1/e/3", "p/b/e/1");
        assertThat(ids(client.collection("p/a/e"))).containsExactly("2");
    }

    @Test
    void shouldSplitACollectionGroupIntoPartsThatMakeTheWhole() throws Exception {
        for (int i = 0; i < 50; i++) {
            get(client.document("p/p" + i % 5 + "/e/d" + i).set(Map.of("v", i)));
        }

        List<String> parts = new ArrayList<>();
        get(client.collectionGroup("e").getPartitions(4)).forEach(part -> parts.addAll(ids(part.createQuery())));

        assertThat(parts).hasSize(50).isEqualTo(ids(client.collectionGroup("e")));
    }

    @Test
    void shouldReturnPartitionsPageByPage() throws Exception {
        for (int i = 0; i < 10; i++) {
            put("d" + i, "v", 1L);
        }
        PartitionQueryRequest.Builder request = PartitionQueryRequest.newBuilder()
                .setParent(TestClient.ROOT)
                .setStructuredQuery(
                        QueryBuilder.group("c").orderBy(QueryBuilder.NAME).query())
                .setPartitionCount(4);
        try (RawClient raw = new RawClient(server)) {
            PartitionQueryResponse all = raw.partition(request.build());
            PartitionQueryResponse first = raw.partition(request.setPageSize(3).build());
            PartitionQueryResponse second =
                    raw.partition(request.setPageToken(first.getNextPageToken()).build());

            assertThat(all.getPartitionsCount()).isEqualTo(4);
            assertThat(first.getPartitionsList())
                    .isEqualTo(all.getPartitionsList().subList(0, 3));
            assertThat(second.getPartitionsList())
                    .isEqualTo(all.getPartitionsList().subList(3, 4));
            assertThat(second.getNextPageToken()).isEmpty();
        }
    }

    @Test
    void shouldSumWhatTheLimitLeavesInTheOrderOfTheSummedField() {
        put("a", "v", 9L);
        put("b", "w", 1L);
        put("d", "v", 4L);
        put("e", "v", 2L);

        AggregateQuerySnapshot sum =
                get(c.limit(2).aggregate(AggregateField.sum("v")).get());

        assertThat(sum.getLong(AggregateField.sum("v"))).isEqualTo(6);
    }

    @Test
    void shouldCountSumAndAverage() {
        put("a", "v", 1L);
        put("b", "v", 2L);
        put("d", "v", 4L);
        put("text", "v", "x");
        put("without", "w", 1L);

        AggregateQuerySnapshot all =
                get(c.aggregate(AggregateField.count(), AggregateField.sum("v"), AggregateField.average("v"))
                        .get());
        AggregateQuerySnapshot none = get(client.collection("none")
                .aggregate(AggregateField.sum("v"), AggregateField.average("v"))
                .get());

        assertThat(get(c.count().get()).getCount()).isEqualTo(5);
        assertThat(get(c.limit(2).count().get()).getCount()).isEqualTo(2);
        assertThat(all.getCount()).as("documents that have the field").isEqualTo(4);
        assertThat(all.getLong(AggregateField.sum("v"))).isEqualTo(7);
        assertThat(all.getDouble(AggregateField.average("v"))).isEqualTo(7 / 3.0);
        assertThat(none.getLong(AggregateField.sum("v"))).isZero();
        assertThat(none.getDouble(AggregateField.average("v"))).isNull();
    }

    @Test
    void shouldSumAsADoubleOnlyWhereALongDoesNotReach() {
        put("a", "v", Long.MAX_VALUE);
        put("b", "v", 1L);

        AggregateQuerySnapshot sum = get(c.aggregate(AggregateField.sum("v")).get());

        assertThat(sum.get(AggregateField.sum("v"))).isEqualTo(0x1p63);
    }

    @Test
    void shouldListCollectionsAndDocumentsWithThoseThatAreMissing() {
        get(client.document("c/a").set(Map.of("v", 1L)));
        get(client.document("c/missing/sub/x/deep/y").set(Map.of("v", 1L)));
        get(client.document("c-2/a").set(Map.of("v", 1L)));

        assertThat(stream(client.listCollections()).map(CollectionReference::getId))
                .containsExactly("c", "c-2");
        assertThat(stream(client.document("c/missing").listCollections()).map(CollectionReference::getId))
                .containsExactly("sub");
        assertThat(stream(c.listDocuments()).map(DocumentReference::getId)).containsExactly("a", "missing");
        assertThat(stream(client.collection("c/missing/sub").listDocuments()).map(DocumentReference::getId))
                .containsExactly("x");
    }

    private static <T> java.util.stream.Stream<T> stream(Iterable<T> items) {
        return StreamSupport.stream(items.spliterator(), false);
    }

    @Test
    void shouldListPageByPage() throws Exception {
        for (int i = 0; i < 7; i++) {
            put("d" + i, "v", 1L);
        }
        List<String> names = new ArrayList<>();
        try (RawClient raw = new RawClient(server)) {
            ListDocumentsResponse page;
            String token = "";
            do {
                page = raw.list(ListDocumentsRequest.newBuilder()
                        .setParent(TestClient.ROOT)
                        .setCollectionId("c")
                        .setPageSize(3)
                        .setPageToken(token)
                        .build());
                assertThat(page.getDocumentsCount()).isBetween(1, 3);
                page.getDocumentsList().forEach(document -> names.add(document.getName()));
                token = page.getNextPageToken();
            } while (!token.isEmpty());
        }

        assertThat(names).hasSize(7).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void shouldDeleteACollectionWithAllBelowIt() {
        for (String path : List.of("c/a", "c/a/s/1", "c/b/s/2", "d/kept")) {
            get(client.document(path).set(Map.of("v", 1L)));
        }

        get(client.recursiveDelete(c));

        assertThat(server.documentCount()).isEqualTo(1);
        assertThat(get(client.document("d/kept").get()).exists()).isTrue();
    }

    @Test
    void shouldKeepTheDatabasesOfProjectsApart() throws Exception {
        put("a", "v", 1L);
        try (RawClient raw = new RawClient(server)) {
            ListDocumentsResponse other = raw.list(ListDocumentsRequest.newBuilder()
                    .setParent("projects/other/databases/(default)/documents")
                    .setCollectionId("c")
                    .build());

            assertThat(other.getDocumentsList()).isEmpty();
        }
    }
}

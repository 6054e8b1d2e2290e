package dev.mentions.embedded.firestore;

import static dev.mentions.embedded.firestore.TestClient.failure;
import static dev.mentions.embedded.firestore.TestClient.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.firestore.AggregateField;
import com.google.cloud.firestore.CollectionReference;
import com.google.cloud.firestore.FieldPath;
import com.google.cloud.firestore.Filter;
import com.google.cloud.firestore.Firestore;
import com.google.cloud.firestore.FirestoreException;
import com.google.cloud.firestore.ListenerRegistration;
import com.google.cloud.firestore.Query;
import com.google.cloud.firestore.Query.Direction;
import dev.mentions.embedded.firestore.query.Indexes;
import io.grpc.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is told which indexes there are answers what they answer, and refuses the rest as production does. */
class FirestoreServerIndexesTest {

    private static final String FILE = """
            {
              "indexes": [
                {
                  "collectionGroup": "c",
                  "queryScope": "COLLECTION",
                  "fields": [
                    { "fieldPath": "b", "order": "ASCENDING" },
                    { "fieldPath": "a", "order": "ASCENDING" },
                    { "fieldPath": "n", "order": "DESCENDING" }
                  ]
                }
              ],
              "fieldOverrides": [
                { "collectionGroup": "c", "fieldPath": "exempt", "indexes": [] },
                { "collectionGroup": "c", "fieldPath": "down", "indexes": [{ "order": "DESCENDING" }] },
                { "collectionGroup": "bare", "fieldPath": "*", "indexes": [] }
              ]
            }
            """;

    @TempDir
    private Path directory;

    private Indexes indexes;
    private FirestoreServer server;
    private Firestore client;
    private CollectionReference c;

    @BeforeEach
    void start() throws Exception {
        indexes = Indexes.read(Files.writeString(directory.resolve("firestore.indexes.json"), FILE));
        server = FirestoreServer.builder().indexes(indexes).start();
        client = TestClient.connect(server);
        c = client.collection("c");
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        server.close();
    }

    @Test
    void shouldAnswerWhatAnIndexOfOneFieldAnswers() {
        answered(c);
        answered(c.orderBy("n", Direction.DESCENDING));
        answered(c.whereGreaterThan("n", 1).whereLessThan("n", 9).orderBy("n", Direction.DESCENDING));
        answered(c.whereEqualTo("a", 1).whereIn("b", List.of(1, 2)));
        answered(c.whereEqualTo("a", 1).orderBy("a"));
        answered(c.whereGreaterThan(FieldPath.documentId(), "x"));
        answered(c.orderBy("down", Direction.DESCENDING));
    }

    @Test
    void shouldRefuseWhatNeedsAnIndexThatTheFileTakesAway() {
        refused(c.orderBy("exempt"));
        refused(c.whereEqualTo("exempt", 1));
        refused(c.orderBy("down"));
        refused(client.collection("bare").orderBy("n"));
        refused(client.collectionGroup("c").orderBy("n"));
    }

    @Test
    void shouldAnswerFromACompositeIndexOnlyWhatItIsSortedFor() {
        Query equal = c.whereEqualTo("a", 1).whereIn("b", List.of(1, 2));

        answered(equal.orderBy("n", Direction.DESCENDING));
        answered(equal.orderBy("n", Direction.DESCENDING).orderBy(FieldPath.documentId(), Direction.DESCENDING));
        refused(equal.orderBy("n"));
        refused(equal.orderBy("n", Direction.DESCENDING).orderBy(FieldPath.documentId()));
        refused(equal.whereGreaterThan("n", 1));
        refused(c.whereEqualTo("a", 1).orderBy("n", Direction.DESCENDING));
        refused(equal.whereEqualTo("d", 1).orderBy("n", Direction.DESCENDING));
        refused(client.collection("other").whereEqualTo("a", 1).orderBy("n"));
        refused(c.orderBy("n").orderBy("a"));
        refused(c.orderBy(FieldPath.documentId(), Direction.DESCENDING));
    }

    @Test
    void shouldHoldAggregationsAndListenersToTheSame() throws Exception {
        Query unserved = c.whereEqualTo("a", 1).orderBy("n");
        CompletableFuture<FirestoreException> ended = new CompletableFuture<>();

        assertThat(failure(unserved.aggregate(AggregateField.count()).get()))
                .isEqualTo(Status.Code.FAILED_PRECONDITION);
        ListenerRegistration registration = unserved.addSnapshotListener((snapshot, error) -> ended.complete(error));
        try {
            assertThat(ended.get(30, TimeUnit.SECONDS))
                    .extracting(error -> error.getStatus().getCode())
                    .isEqualTo(Status.Code.FAILED_PRECONDITION);
        } finally {
            registration.remove();
        }
    }

    @Test
    void shouldWantIndexesForEveryPartOfADisjunction() {
        Query either = c.where(Filter.or(Filter.equalTo("a", 1), Filter.equalTo("b", 1)));

        answered(either);
        refused(either.orderBy("n"));
        refused(c.where(Filter.or(Filter.equalTo("a", 1), Filter.equalTo("exempt", 1))));
        answered(c.where(Filter.or(
                        Filter.and(Filter.equalTo("a", 1), Filter.equalTo("b", 1)),
                        Filter.and(Filter.equalTo("a", 2), Filter.equalTo("b", 2))))
                .orderBy("n", Direction.DESCENDING));
    }

    @Test
    void shouldFindArrayElementsInAnIndexOfTheirOwn() {
        answered(c.whereArrayContains("a", 1));
        answered(c.whereArrayContainsAny("a", List.of(1, 2)).whereEqualTo("b", 1));
        refused(c.whereArrayContains("exempt", 1));
        refused(c.whereArrayContains("down", 1));
        refused(c.whereArrayContains("a", 1).orderBy("n"));
    }

    @Test
    void shouldIndexAFieldOfAMapAsTheMap() {
        answered(c.orderBy("map.x"));
        refused(c.orderBy("exempt.x"));
        refused(c.orderBy("exempt.`x.y`.z"));
        answered(c.orderBy("down.x", Direction.DESCENDING));
        refused(c.orderBy("down.x"));
    }

    @Test
    void shouldWantAnIndexThatHasWhatIsSummed() {
        Query filtered = c.whereEqualTo("a", 1).whereEqualTo("b", 1);

        assertThat(get(c.aggregate(AggregateField.sum("n"), AggregateField.count())
                                .get())
                        .getCount())
                .isZero();
        assertThat(failure(filtered.aggregate(AggregateField.sum("n")).get()))
                .isEqualTo(Status.Code.FAILED_PRECONDITION);
        assertThat(get(filtered.orderBy("n", Direction.DESCENDING)
                                .aggregate(AggregateField.sum("n"))
                                .get())
                        .getLong(AggregateField.sum("n")))
                .isZero();
    }

    @Test
    void shouldHaveTheIndexesOfANewDatabaseWhenToldOfNone() throws Exception {
        try (FirestoreServer fresh = FirestoreServer.builder().start();
                Firestore anyone = TestClient.connect(fresh)) {
            CollectionReference d = anyone.collection("d");

            answered(d.orderBy("n", Direction.DESCENDING));
            answered(d.whereEqualTo("a", 1).whereEqualTo("b", 1));
            answered(anyone.collectionGroup("d"));
            refused(d.whereEqualTo("a", 1).orderBy("n"));
            refused(anyone.collectionGroup("d").whereEqualTo("a", 1));
        }
    }

    @Test
    void shouldSayWhichIndexIsMissingAndWhereItBelongs() {
        assertThat(message(c.whereEqualTo("a", 1).whereArrayContains("t", 1).orderBy("n")))
                .endsWith(
                        "The query requires an index: c (COLLECTION): a ASCENDING, t CONTAINS, n ASCENDING. This database "
                                + "does not have it. Add it to the firestore.indexes.json of this server and of the project, as an "
                                + "entry of indexes.");
        assertThat(message(client.collectionGroup("d").whereEqualTo("a", 1)))
                .endsWith(
                        "The query requires an index: d (COLLECTION_GROUP): a ASCENDING. This database does not have it. "
                                + "Add it to the firestore.indexes.json of this server and of the project, as an entry of "
                                + "fieldOverrides.");
    }

    private static String message(Query query) {
        try {
            query.get().get(30, TimeUnit.SECONDS);
            throw new AssertionError("The query was answered");
        } catch (ExecutionException e) {
            return e.getCause().getMessage();
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("No answer", e);
        }
    }

    @Test
    void shouldTellWhichIndexesNoQueryHasUsed() {
        assertThat(indexes.unused())
                .containsExactly(
                        "c (COLLECTION): b ASCENDING, a ASCENDING, n DESCENDING", "c (COLLECTION): down DESCENDING");

        answered(c.orderBy("down", Direction.DESCENDING));
        assertThat(indexes.unused()).containsExactly("c (COLLECTION): b ASCENDING, a ASCENDING, n DESCENDING");

        answered(c.whereEqualTo("a", 1).whereEqualTo("b", 2).orderBy("n", Direction.DESCENDING));
        assertThat(indexes.unused()).isEmpty();
    }

    private static void answered(Query query) {
        assertThat(get(query.get())).isEmpty();
    }

    private static void refused(Query query) {
        assertThat(failure(query.get())).isEqualTo(Status.Code.FAILED_PRECONDITION);
    }
}

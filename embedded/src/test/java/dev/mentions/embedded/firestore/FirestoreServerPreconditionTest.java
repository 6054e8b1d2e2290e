package dev.mentions.embedded.firestore;

import static dev.mentions.embedded.firestore.TestClient.failure;
import static dev.mentions.embedded.firestore.TestClient.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.Timestamp;
import com.google.cloud.firestore.DocumentReference;
import com.google.cloud.firestore.FieldValue;
import com.google.cloud.firestore.Precondition;
import com.google.cloud.firestore.TransactionOptions;
import com.google.firestore.v1.BeginTransactionRequest;
import com.google.firestore.v1.CommitRequest;
import com.google.protobuf.ByteString;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FirestoreServerPreconditionTest extends ServerTest {

    @Test
    void shouldRefuseAnUpdateOfWhatIsNotThere() {
        assertThat(failure(client.document("c/none").update("v", 1L))).isEqualTo(Status.Code.NOT_FOUND);
        assertThat(failure(client.document("c/none").delete(Precondition.updatedAt(Timestamp.now()))))
                .isEqualTo(Status.Code.FAILED_PRECONDITION);
        assertThat(get(client.document("c/none").get()).exists()).isFalse();
    }

    @Test
    void shouldRefuseToCreateWhatIsThere() {
        DocumentReference document = client.document("c/d");
        get(document.create(Map.of("v", 1L)));

        assertThat(failure(document.create(Map.of("v", 2L)))).isEqualTo(Status.Code.ALREADY_EXISTS);

        assertThat(get(document.get()).getLong("v")).isEqualTo(1);
    }

    @Test
    void shouldRequireExactlyTheLastUpdateTime() {
        // Given
        DocumentReference document = client.document("c/d");
        Timestamp stale = get(document.set(Map.of("v", 1L))).getUpdateTime();
        Timestamp last = get(document.set(Map.of("v", 2L))).getUpdateTime();

        // When
        Status.Code refused = failure(document.update(Map.of("v", 3L), Precondition.updatedAt(stale)));
        get(document.update(Map.of("v", 4L), Precondition.updatedAt(last)));
        Status.Code again = failure(document.update(Map.of("v", 5L), Precondition.updatedAt(last)));
        Status.Code deletion = failure(document.delete(Precondition.updatedAt(last)));

        // Then
        assertThat(List.of(refused, again, deletion)).containsOnly(Status.Code.FAILED_PRECONDITION);
        assertThat(get(document.get()).getLong("v")).isEqualTo(4);
    }

    @Test
    void shouldLetOnlyOneOfTwoCommitsMoveAFence() {
        // Given
        DocumentReference fence = client.document("fences/f");
        DocumentReference count = client.document("counts/c");
        Timestamp base = get(fence.set(Map.of("next", 0L))).getUpdateTime();

        // When
        var first = client.batch()
                .update(fence, Map.of("next", 10L), Precondition.updatedAt(base))
                .set(count, Map.of("n", FieldValue.increment(5)), com.google.cloud.firestore.SetOptions.merge())
                .commit();
        get(first);
        Status.Code second = failure(client.batch()
                .update(fence, Map.of("next", 10L), Precondition.updatedAt(base))
                .set(count, Map.of("n", FieldValue.increment(5)), com.google.cloud.firestore.SetOptions.merge())
                .commit());

        // Then
        assertThat(second).isEqualTo(Status.Code.FAILED_PRECONDITION);
        assertThat(get(count.get()).getLong("n")).isEqualTo(5);
    }

    @Test
    void shouldAbortATransactionWhoseReadsHaveChanged() {
        // Given
        DocumentReference document = client.document("c/d");
        get(document.set(Map.of("v", 1L)));
        AtomicInteger attempts = new AtomicInteger();

        // When
        Status.Code code = failure(client.runTransaction(
                transaction -> {
                    attempts.incrementAndGet();
                    long read = transaction.get(document).get().getLong("v");
                    get(document.update("v", 100L));
                    transaction.update(document, "v", read + 1);
                    return null;
                },
                TransactionOptions.createReadWriteOptionsBuilder()
                        .setNumberOfAttempts(1)
                        .build()));

        // Then
        assertThat(code).isEqualTo(Status.Code.ABORTED);
        assertThat(attempts).hasValue(1);
        assertThat(get(document.get()).getLong("v")).isEqualTo(100);
    }

    @Test
    void shouldAbortATransactionWhoseQueryFindsMore() {
        get(client.document("c/a").set(Map.of("v", 1L)));

        Status.Code code = failure(client.runTransaction(
                transaction -> {
                    int size = transaction.get(client.collection("c")).get().size();
                    get(client.document("c/phantom").set(Map.of("v", 1L)));
                    transaction.set(client.document("sums/s"), Map.of("size", size));
                    return null;
                },
                TransactionOptions.createReadWriteOptionsBuilder()
                        .setNumberOfAttempts(1)
                        .build()));

        assertThat(code).isEqualTo(Status.Code.ABORTED);
        assertThat(get(client.document("sums/s").get()).exists()).isFalse();
    }

    @Test
    void shouldCountExactlyWithManyTransactionsAtOnce() {
        // Given
        DocumentReference document = client.document("c/d");
        get(document.set(Map.of("v", 0L)));
        int transactions = 5;

        // When
        List<com.google.api.core.ApiFuture<Void>> running = new ArrayList<>();
        for (int i = 0; i < transactions; i++) {
            running.add(client.runTransaction(
                    transaction -> {
                        long read = transaction.get(document).get().getLong("v");
                        transaction.update(document, "v", read + 1);
                        return null;
                    },
                    TransactionOptions.createReadWriteOptionsBuilder()
                            .setNumberOfAttempts(50)
                            .build()));
        }
        running.forEach(TestClient::get);

        // Then
        assertThat(get(document.get()).getLong("v")).isEqualTo(transactions);
    }

    @Test
    void shouldReadInAReadOnlyTransaction() {
        get(client.document("c/a").set(Map.of("v", 7L)));

        Long read = get(client.runTransaction(
                transaction -> transaction.get(client.document("c/a")).get().getLong("v"),
                TransactionOptions.createReadOnlyOptionsBuilder().build()));

        assertThat(read).isEqualTo(7);
    }

    @Test
    void shouldNotKnowATransactionThatHasEnded() throws Exception {
        try (RawClient raw = new RawClient(server)) {
            // Given
            ByteString id = raw.begin(BeginTransactionRequest.newBuilder()
                            .setDatabase(TestClient.DATABASE)
                            .build())
                    .getTransaction();
            CommitRequest commit = CommitRequest.newBuilder()
                    .setDatabase(TestClient.DATABASE)
                    .setTransaction(id)
                    .build();
            raw.commit(commit);

            // When
            Status.Code again = raw.failure(commit);
            Status.Code unknown = raw.failure(commit.toBuilder()
                    .setTransaction(ByteString.copyFromUtf8("never"))
                    .build());

            // Then
            assertThat(List.of(again, unknown)).containsOnly(Status.Code.INVALID_ARGUMENT);
        }
    }
}

package dev.mentions.embedded.firestore;

import static dev.mentions.embedded.firestore.TestClient.failure;
import static dev.mentions.embedded.firestore.TestClient.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.Timestamp;
import com.google.cloud.firestore.DocumentReference;
import com.google.cloud.firestore.DocumentSnapshot;
import com.google.cloud.firestore.FieldPath;
import com.google.cloud.firestore.FieldValue;
import com.google.cloud.firestore.GeoPoint;
import com.google.cloud.firestore.Precondition;
import com.google.cloud.firestore.SetOptions;
import com.google.cloud.firestore.WriteBatch;
import com.google.cloud.firestore.WriteResult;
import io.grpc.Status;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FirestoreServerCommitTest extends ServerTest {

    @Test
    void shouldKeepValuesOfEveryType() {
        // Given
        DocumentReference document = client.document("c/all");
        Map<String, Object> fields = Map.of(
                "text",
                "é\uD83D\uDE00\u0000",
                "whole",
                Long.MIN_VALUE,
                "real",
                1.5,
                "flag",
                true,
                "time",
                Timestamp.ofTimeSecondsAndNanos(1_700_000_000, 123_456_000),
                "place",
                new GeoPoint(1, 2),
                "list",
                List.of(1L, "two", Map.of("three", 3L)),
                "map",
                Map.of("a.b", Map.of("ü", "x")),
                "other",
                client.document("c/other"),
                "vector",
                FieldValue.vector(new double[] {1, 2}));

        // When
        get(document.set(fields));

        // Then
        assertThat(get(document.get()).getData()).isEqualTo(fields);
    }

    @Test
    void shouldReplaceTheWholeDocumentWithoutAMask() {
        DocumentReference document = client.document("c/d");
        get(document.set(Map.of("a", 1L, "b", 2L)));

        get(document.set(Map.of("b", 3L)));

        assertThat(get(document.get()).getData()).isEqualTo(Map.of("b", 3L));
    }

    @Test
    void shouldKeepSiblingsWhenMerging() {
        DocumentReference document = client.document("c/d");
        get(document.set(Map.of("a", 1L, "m", Map.of("x", 1L, "y", 2L))));

        get(document.set(Map.of("m", Map.of("y", 3L, "z", 4L)), SetOptions.merge()));

        assertThat(get(document.get()).getData()).isEqualTo(Map.of("a", 1L, "m", Map.of("x", 1L, "y", 3L, "z", 4L)));
    }

    @Test
    void shouldDeleteMaskedFieldsThatHaveNoValue() {
        DocumentReference document = client.document("c/d");
        get(document.set(Map.of("a", 1L, "q`t", 5L, "m", Map.of("x", 1L, "y", 2L))));

        get(document.update(
                FieldPath.of("m", "x"), FieldValue.delete(), FieldPath.of("q`t"), FieldValue.delete(), "n", 7L));

        assertThat(get(document.get()).getData()).isEqualTo(Map.of("a", 1L, "m", Map.of("y", 2L), "n", 7L));
    }

    @Test
    void shouldShowNothingOfACommitThatFails() {
        // Given
        DocumentReference first = client.document("c/first");
        DocumentReference second = client.document("c/second");
        get(first.set(Map.of("v", 1L)));
        WriteBatch batch = client.batch()
                .set(first, Map.of("v", 2L))
                .set(client.document("c/new"), Map.of("v", 2L))
                .update(second, Map.of("v", 2L));

        // When
        Status.Code code = failure(batch.commit());

        // Then
        assertThat(code).isEqualTo(Status.Code.NOT_FOUND);
        assertThat(get(first.get()).getLong("v")).isEqualTo(1);
        assertThat(get(client.collection("c").get()).size()).isEqualTo(1);
    }

    @Test
    void shouldLetTheWritesOfACommitSeeEachOther() {
        DocumentReference document = client.document("c/d");

        List<WriteResult> results = get(client.batch()
                .create(document, Map.of("n", 1L))
                .update(document, Map.of("n", FieldValue.increment(2)))
                .delete(document)
                .create(document, Map.of("m", 1L))
                .update(document, "m", FieldValue.increment(4))
                .commit());

        DocumentSnapshot found = get(document.get());
        assertThat(found.getData()).isEqualTo(Map.of("m", 5L));
        assertThat(results).extracting(WriteResult::getUpdateTime).containsOnly(found.getUpdateTime());
    }

    @Test
    void shouldRaiseUpdateTimesStrictlyInMicrosecondsWhateverTheClockSays() throws Exception {
        // Given
        Instant stopped = Instant.ofEpochSecond(1_800_000_000, 999_999_999);
        try (FirestoreServer frozen =
                FirestoreServer.builder().clock(() -> stopped).start()) {
            client.close();
            client = TestClient.connect(frozen);
            DocumentReference document = client.document("c/d");

            // When
            Timestamp first = get(document.set(Map.of("v", 1L))).getUpdateTime();
            Timestamp second = get(document.set(Map.of("v", 2L))).getUpdateTime();
            Timestamp third = get(document.set(Map.of("v", 3L))).getUpdateTime();

            // Then
            assertThat(first).isEqualTo(Timestamp.ofTimeSecondsAndNanos(1_800_000_000, 999_999_000));
            assertThat(second).isEqualTo(Timestamp.ofTimeSecondsAndNanos(1_800_000_001, 0));
            assertThat(third).isGreaterThan(second);
            assertThat(get(document.get()).getUpdateTime()).isEqualTo(third);
            assertThat(get(document.get()).getCreateTime()).isEqualTo(first);
        }
    }

    @Test
    void shouldKeepTheUpdateTimeWhenAWriteChangesNothing() {
        DocumentReference document = client.document("c/d");
        Timestamp written =
                get(document.set(Map.of("a", Map.of("x", 1L, "y", 2L)))).getUpdateTime();

        Timestamp again =
                get(document.set(Map.of("a", Map.of("y", 2L, "x", 1L)))).getUpdateTime();
        Timestamp incremented =
                get(document.update("a.x", FieldValue.increment(0))).getUpdateTime();

        assertThat(again).isEqualTo(written);
        assertThat(incremented).isEqualTo(written);
        assertThat(get(document.get()).getUpdateTime()).isEqualTo(written);
    }

    @Test
    void shouldAnswerEachWriteWithItsOwnDocumentsTime() {
        DocumentReference unchanged = client.document("c/unchanged");
        Timestamp before = get(unchanged.set(Map.of("v", 1L))).getUpdateTime();

        List<WriteResult> results = get(client.batch()
                .set(client.document("c/new"), Map.of("v", 1L))
                .set(unchanged, Map.of("v", 1L))
                .set(client.document("c/other"), Map.of("v", 1L))
                .commit());

        assertThat(results.get(1).getUpdateTime()).isEqualTo(before);
        assertThat(results.get(0).getUpdateTime())
                .isGreaterThan(before)
                .isEqualTo(results.get(2).getUpdateTime());
    }

    @Test
    void shouldGiveARecreatedDocumentANewCreateTime() {
        DocumentReference document = client.document("c/d");
        Timestamp first = get(document.set(Map.of("v", 1L))).getUpdateTime();
        get(document.delete());
        assertThat(get(document.get()).exists()).isFalse();

        get(document.set(Map.of("v", 1L)));

        assertThat(get(document.get()).getCreateTime()).isGreaterThan(first);
    }

    @Test
    void shouldCutTimesToMicroseconds() {
        DocumentReference document = client.document("c/d");

        get(document.set(Map.of(
                "deep", Map.of("times", Arrays.asList(Timestamp.ofTimeSecondsAndNanos(5, 123_456_789), "x")))));

        assertThat(get(document.get()).get("deep.times"))
                .isEqualTo(List.of(Timestamp.ofTimeSecondsAndNanos(5, 123_456_000), "x"));
    }

    @Test
    void shouldAnswerEachWriteOfABatchForItself() throws Exception {
        // Given
        DocumentReference present = client.document("c/present");
        get(present.set(Map.of("v", 1L)));
        Timestamp stale = Timestamp.ofTimeSecondsAndNanos(1, 0);
        var bulk = client.bulkWriter();
        bulk.addWriteErrorListener(error -> false);

        // When
        var created = bulk.create(client.document("c/new"), Map.of("v", 1L));
        var refused = bulk.create(present, Map.of("v", 2L));
        var mismatched = bulk.update(client.document("c/none"), Map.of("v", 2L), Precondition.updatedAt(stale));
        bulk.close();

        // Then
        assertThat(get(created).getUpdateTime()).isNotNull();
        assertThat(refused).failsWithin(java.time.Duration.ofSeconds(5));
        assertThat(mismatched).failsWithin(java.time.Duration.ofSeconds(5));
        assertThat(get(present.get()).getLong("v")).isEqualTo(1);
        assertThat(server.statistics().calls(Rpc.BATCH_WRITE)).isPositive();
    }

    @Test
    void shouldCountWritesReadsAndCalls() {
        get(client.batch()
                .set(client.document("c/a"), Map.of("v", 1L))
                .set(client.document("c/b"), Map.of("v", 1L))
                .commit());
        get(client.document("c/a").get());
        get(client.collection("c").get());
        get(client.collection("none").get());

        assertThat(server.statistics().documentWrites()).isEqualTo(2);
        assertThat(server.statistics().documentReads()).isEqualTo(1 + 2 + 1);
        assertThat(server.statistics().calls(Rpc.COMMIT)).isEqualTo(1);
        assertThat(server.statistics().calls(Rpc.RUN_QUERY)).isEqualTo(2);
        assertThat(server.documentCount()).isEqualTo(2);
    }
}

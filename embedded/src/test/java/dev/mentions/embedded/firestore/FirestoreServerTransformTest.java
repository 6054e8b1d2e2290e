package dev.mentions.embedded.firestore;

import static dev.mentions.embedded.firestore.TestClient.failure;
import static dev.mentions.embedded.firestore.TestClient.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.Timestamp;
import com.google.cloud.firestore.DocumentReference;
import com.google.cloud.firestore.FieldValue;
import com.google.cloud.firestore.SetOptions;
import com.google.firestore.v1.Document;
import com.google.firestore.v1.DocumentMask;
import com.google.firestore.v1.DocumentTransform.FieldTransform;
import com.google.firestore.v1.Value;
import com.google.firestore.v1.Write;
import io.grpc.Status;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FirestoreServerTransformTest extends ServerTest {

    private Object after(Object before, FieldValue transform) {
        DocumentReference document = client.document("c/d");
        get(document.set(Map.of("m", Map.of("f", before, "g", "kept"))));
        get(document.set(Map.of("m", Map.of("f", transform)), SetOptions.merge()));
        assertThat(get(document.get()).getString("m.g")).isEqualTo("kept");
        return get(document.get()).get("m.f");
    }

    @Test
    void shouldIncrementAndCreateWhatIsNotThere() {
        DocumentReference document = client.document("c/new");

        get(document.set(Map.of("n", FieldValue.increment(3), "name", "x"), SetOptions.merge()));
        get(document.set(Map.of("n", FieldValue.increment(4)), SetOptions.merge()));

        assertThat(get(document.get()).getData()).isEqualTo(Map.of("n", 7L, "name", "x"));
    }

    @Test
    void shouldSaturateIntegersAndTurnToDoublesWhereOneIs() {
        assertThat(after(Long.MAX_VALUE - 1, FieldValue.increment(5))).isEqualTo(Long.MAX_VALUE);
        assertThat(after(Long.MIN_VALUE + 1, FieldValue.increment(-5))).isEqualTo(Long.MIN_VALUE);
        assertThat(after(1L << 60, FieldValue.increment(1))).isEqualTo((1L << 60) + 1);
        assertThat(after(1L, FieldValue.increment(0.5))).isEqualTo(1.5);
        assertThat(after(0.5, FieldValue.increment(1))).isEqualTo(1.5);
        assertThat(after("text", FieldValue.increment(2))).isEqualTo(2L);
    }

    @ParameterizedTest
    @CsvSource({"5, 7, 7, 5", "7, 5, 7, 5", "-1, -2, -1, -2"})
    void shouldKeepTheGreaterOrTheSmaller(long before, long operand, long greater, long smaller) {
        assertThat(after(before, FieldValue.maximum(operand))).isEqualTo(greater);
        assertThat(after(before, FieldValue.minimum(operand))).isEqualTo(smaller);
    }

    @Test
    void shouldKeepTheStoredOneOfEqualNumbersAndNanOfAny() {
        assertThat(after(3L, FieldValue.maximum(3.0))).isEqualTo(3L);
        assertThat(after(3.0, FieldValue.minimum(3))).isEqualTo(3.0);
        assertThat(after(3L, FieldValue.maximum(3.5))).isEqualTo(3.5);
        assertThat(after(Double.NaN, FieldValue.maximum(1))).isEqualTo(Double.NaN);
        assertThat(after(1L, FieldValue.minimum(Double.NaN))).isEqualTo(Double.NaN);
    }

    @Test
    void shouldAddToAndRemoveFromArrays() {
        assertThat(after(List.of(1L, 2L), FieldValue.arrayUnion(2.0, 3L, 3L))).isEqualTo(List.of(1L, 2L, 3L));
        assertThat(after(Arrays.asList(1L, null, 2L, 1L), FieldValue.arrayRemove(1.0, null)))
                .isEqualTo(List.of(2L));
        assertThat(after("no array", FieldValue.arrayUnion("a"))).isEqualTo(List.of("a"));
        assertThat(after("no array", FieldValue.arrayRemove("a"))).isEqualTo(List.of());
    }

    @Test
    void shouldSetOneServerTimeInWholeMillisecondsForAWholeCommit() {
        DocumentReference first = client.document("c/a");
        DocumentReference second = client.document("c/b");

        Timestamp commit = get(client.batch()
                        .set(first, Map.of("t", FieldValue.serverTimestamp()))
                        .set(second, Map.of("t", FieldValue.serverTimestamp()))
                        .commit())
                .get(0)
                .getUpdateTime();

        Timestamp time = get(first.get()).getTimestamp("t");
        assertThat(time).isEqualTo(get(second.get()).getTimestamp("t")).isLessThanOrEqualTo(commit);
        assertThat(time.getNanos() % 1_000_000).isZero();
        assertThat(commit.getSeconds() - time.getSeconds()).isLessThanOrEqualTo(1);
    }

    @Test
    void shouldAnswerWithWhatEachTransformMade() throws Exception {
        try (RawClient raw = new RawClient(server)) {
            get(client.document("c/d").set(Map.of("a", 10L)));
            Write write = Write.newBuilder()
                    .setUpdate(Document.newBuilder().setName(TestClient.ROOT + "/c/d"))
                    .setUpdateMask(DocumentMask.getDefaultInstance())
                    .addUpdateTransforms(FieldTransform.newBuilder()
                            .setFieldPath("a")
                            .setIncrement(Value.newBuilder().setIntegerValue(5)))
                    .addUpdateTransforms(FieldTransform.newBuilder()
                            .setFieldPath("list")
                            .setAppendMissingElements(com.google.firestore.v1.ArrayValue.getDefaultInstance()))
                    .addUpdateTransforms(FieldTransform.newBuilder()
                            .setFieldPath("b")
                            .setMaximum(Value.newBuilder().setDoubleValue(2.5)))
                    .build();

            List<Value> results = raw.commit(write).getWriteResults(0).getTransformResultsList();

            assertThat(results.get(0).getIntegerValue()).isEqualTo(15);
            assertThat(results.get(1).hasNullValue()).isTrue();
            assertThat(results.get(2).getDoubleValue()).isEqualTo(2.5);
        }
    }

    @Test
    void shouldTakeFiveHundredTransformsOfADocumentAndRefuseOneMore() {
        Map<String, Object> most =
                IntStream.range(0, 500).boxed().collect(Collectors.toMap(i -> "f" + i, i -> FieldValue.increment(1)));
        get(client.document("c/d").set(most, SetOptions.merge()));

        Status.Code code = failure(client.batch()
                .set(client.document("c/d"), most, SetOptions.merge())
                .update(client.document("c/d"), "g", FieldValue.increment(1))
                .commit());

        assertThat(code).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(get(client.document("c/d").get()).getLong("f0")).isEqualTo(1);
    }
}

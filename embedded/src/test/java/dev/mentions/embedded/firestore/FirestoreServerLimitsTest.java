package dev.mentions.embedded.firestore;

import static dev.mentions.embedded.firestore.TestClient.failure;
import static dev.mentions.embedded.firestore.TestClient.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.firestore.Blob;
import com.google.cloud.firestore.WriteBatch;
import com.google.firestore.v1.ArrayValue;
import com.google.firestore.v1.Document;
import com.google.firestore.v1.DocumentMask;
import com.google.firestore.v1.MapValue;
import com.google.firestore.v1.Value;
import com.google.firestore.v1.Write;
import io.grpc.Status;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FirestoreServerLimitsTest extends ServerTest {

    private RawClient raw;

    @BeforeEach
    void connect() throws Exception {
        raw = new RawClient(server);
    }

    @AfterEach
    void disconnect() {
        raw.close();
    }

    private static Write write(String name, Map<String, Value> fields) {
        return Write.newBuilder()
                .setUpdate(Document.newBuilder().setName(name).putAllFields(fields))
                .build();
    }

    private static Value whole(long value) {
        return Value.newBuilder().setIntegerValue(value).build();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/c/.", "/c/..", "/c/__x__", "/c/____", "/__c__/d", "/c", "", "/c/d/e", "//d", "/c/", "/./d"})
    void shouldRefuseNamesThatProductionRefuses(String path) {
        assertThat(raw.failure(write(TestClient.ROOT + path, Map.of()))).isEqualTo(Status.Code.INVALID_ARGUMENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/c/...", "/c/__x", "/c/x__", "/c/___", "/c/é\uD83D\uDE00", "/c/ ", "/c/a:b@c"})
    void shouldTakeNamesThatProductionTakes(String path) {
        raw.commit(write(TestClient.ROOT + path, Map.of()));

        assertThat(server.documentCount()).isEqualTo(1);
    }

    @Test
    void shouldLimitIdsByTheirUtf8Bytes() {
        raw.commit(write(TestClient.ROOT + "/c/" + "é".repeat(750), Map.of()));

        assertThat(raw.failure(write(TestClient.ROOT + "/c/" + "é".repeat(751), Map.of())))
                .isEqualTo(Status.Code.INVALID_ARGUMENT);
    }

    @Test
    void shouldRefuseToWriteToAnotherDatabase() {
        assertThat(raw.failure(write("projects/other/databases/(default)/documents/c/d", Map.of())))
                .isEqualTo(Status.Code.INVALID_ARGUMENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "__reserved__"})
    void shouldRefuseFieldNamesThatProductionRefuses(String field) {
        Value map = Value.newBuilder()
                .setMapValue(MapValue.newBuilder().putFields(field, whole(1)))
                .build();

        assertThat(raw.failure(write(TestClient.ROOT + "/c/d", Map.of(field, whole(1)))))
                .isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(raw.failure(write(TestClient.ROOT + "/c/d", Map.of("m", map))))
                .isEqualTo(Status.Code.INVALID_ARGUMENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a..b", "a.", ".a", "1a", "a-b", "`a", "``", "a b"})
    void shouldRefuseMasksThatAreNoPaths(String path) {
        Write write = write(TestClient.ROOT + "/c/d", Map.of()).toBuilder()
                .setUpdateMask(DocumentMask.newBuilder().addFieldPaths(path))
                .build();

        assertThat(raw.failure(write)).isEqualTo(Status.Code.INVALID_ARGUMENT);
    }

    @Test
    void shouldLimitTheDepthOfValues() {
        assertThat(failure(client.document("c/d").set(Map.of("f", nested(20)))))
                .isEqualTo(Status.Code.INVALID_ARGUMENT);

        get(client.document("c/d").set(Map.of("f", nested(19))));
    }

    private static Object nested(int maps) {
        Object value = 1L;
        for (int i = 0; i < maps; i++) {
            value = Map.of("m", value);
        }
        return value;
    }

    @Test
    void shouldRefuseAnArrayInAnArray() {
        Value inner = Value.newBuilder()
                .setArrayValue(ArrayValue.getDefaultInstance())
                .build();
        Value outer = Value.newBuilder()
                .setArrayValue(ArrayValue.newBuilder().addValues(inner))
                .build();

        assertThat(raw.failure(write(TestClient.ROOT + "/c/d", Map.of("f", outer))))
                .isEqualTo(Status.Code.INVALID_ARGUMENT);
    }

    @Test
    void shouldLimitADocumentToAMebibyteAsProductionCounts() {
        // 32 for the document, 4 + 16 for its name c/d, 2 for the name of each field.
        int most = 1024 * 1024 - 32 - 20 - 2 * 2;
        byte[] first = new byte[most / 2];
        byte[] second = new byte[most - most / 2];
        byte[] more = new byte[second.length + 1];

        get(client.document("c/d").set(Map.of("a", Blob.fromBytes(first), "b", Blob.fromBytes(second))));

        assertThat(failure(client.document("c/d").update("b", Blob.fromBytes(more))))
                .isEqualTo(Status.Code.INVALID_ARGUMENT);
    }

    @Test
    void shouldLimitARequestToTenMebibytes() {
        Blob half = Blob.fromBytes(new byte[512 * 1024]);
        WriteBatch batch = client.batch();
        for (int i = 0; i < 21; i++) {
            batch.set(client.document("c/d" + i), Map.of("f", half));
        }

        assertThat(failure(batch.commit())).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(server.documentCount()).isZero();
    }

    @Test
    void shouldTakeARequestAboveTheTransportsOwnLimit() {
        Blob half = Blob.fromBytes(new byte[512 * 1024]);
        WriteBatch batch = client.batch();
        for (int i = 0; i < 18; i++) {
            batch.set(client.document("c/d" + i), Map.of("f", half));
        }

        get(batch.commit());

        assertThat(server.documentCount()).isEqualTo(18);
    }
}

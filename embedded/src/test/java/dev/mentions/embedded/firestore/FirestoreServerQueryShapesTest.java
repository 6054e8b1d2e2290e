package dev.mentions.embedded.firestore;

import static dev.mentions.embedded.firestore.TestClient.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.firestore.Firestore;
import com.google.protobuf.Message;
import dev.mentions.embedded.firestore.query.Indexes;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The server answers what the table in {@code docs/FIRESTORE_SERVER.md} says that it answers, and refuses the rest. */
class FirestoreServerQueryShapesTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "FIRESTORE_SERVER.md");

    private static final String INDEXES = """
            {
              "indexes": [
                { "collectionGroup": "c", "queryScope": "COLLECTION", "fields": [
                    { "fieldPath": "a", "order": "ASCENDING" }, { "fieldPath": "n", "order": "DESCENDING" } ] },
                { "collectionGroup": "c", "queryScope": "COLLECTION", "fields": [
                    { "fieldPath": "n", "order": "ASCENDING" }, { "fieldPath": "x", "order": "ASCENDING" } ] },
                { "collectionGroup": "c", "queryScope": "COLLECTION", "fields": [
                    { "fieldPath": "tags", "arrayConfig": "CONTAINS" }, { "fieldPath": "n", "order": "ASCENDING" } ] }
              ],
              "fieldOverrides": [
                { "collectionGroup": "c", "fieldPath": "exempt", "indexes": [] },
                { "collectionGroup": "g", "fieldPath": "n", "indexes": [
                    { "order": "ASCENDING", "queryScope": "COLLECTION" },
                    { "order": "ASCENDING", "queryScope": "COLLECTION_GROUP" } ] }
              ]
            }
            """;

    private FirestoreServer server;
    private RawClient raw;

    @BeforeEach
    void start() throws Exception {
        Indexes indexes = Indexes.read(new ByteArrayInputStream(INDEXES.getBytes(StandardCharsets.UTF_8)));
        server = FirestoreServer.builder().indexes(indexes).start();
        raw = new RawClient(server);
        try (Firestore client = TestClient.connect(server)) {
            for (String path : List.of("c/x", "p/1/c/y", "g/z")) {
                get(client.document(path).set(Map.of("a", 1L, "n", 2L, "x", 3L, "tags", List.of(1L))));
            }
        }
    }

    @AfterEach
    void stop() throws Exception {
        raw.close();
        server.close();
    }

    static Stream<QueryShape> shapes() {
        return QueryShape.all();
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void shouldAnswerAsDocumented(QueryShape shape) {
        for (Message request : shape.requests()) {
            assertThat(raw.answer(request)).as("%s", request).isEqualTo(shape.answer());
        }
    }

    @Test
    void shouldDocumentEveryShapeAndNoOther() throws Exception {
        List<String> rows = Files.readAllLines(DOCUMENT).stream()
                .filter(line -> line.matches("\\| .* \\| [A-Z_]+ \\|"))
                .toList();

        assertThat(rows)
                .containsExactlyElementsOf(QueryShape.all().map(QueryShape::row).toList());
    }
}

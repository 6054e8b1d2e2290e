package dev.mentions.dashboard.app;

import com.google.cloud.Timestamp;
import com.google.cloud.firestore.DocumentReference;
import com.google.cloud.firestore.FieldValue;
import com.google.cloud.firestore.Firestore;
import com.google.cloud.firestore.FirestoreOptions;
import com.google.cloud.firestore.SetOptions;
import com.google.cloud.firestore.WriteBatch;
import dev.mentions.contract.CountDocuments;
import dev.mentions.contract.EntityKind;
import dev.mentions.contract.Generation;
import dev.mentions.contract.GenerationDocuments;
import dev.mentions.contract.PublicationKey;
import dev.mentions.embedded.firestore.FirestoreServer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Writes counts as the sink does. */
final class TestCounts implements AutoCloseable {

    static final String PROJECT = "test";

    private static final int BATCH = 400;

    private final Firestore client;
    private WriteBatch batch;
    private int writes;

    TestCounts(FirestoreServer server) {
        this.client = FirestoreOptions.newBuilder()
                .setProjectId(PROJECT)
                .setEmulatorHost(server.host())
                .build()
                .getService();
        this.batch = client.batch();
    }

    static String id(String publication) {
        return CountDocuments.publicationId(PublicationKey.of(publication));
    }

    static String entity(EntityKind kind, String text) {
        return CountDocuments.entityId(kind, text.toLowerCase(Locale.ROOT));
    }

    TestCounts articles(String publication, Instant window, long count) throws Exception {
        return articles(Generation.FIRST, publication, window, count);
    }

    /** Counts articles of a publication in a window of a day. */
    TestCounts articles(Generation generation, String publication, Instant window, long count) throws Exception {
        DocumentReference document = document(generation, publication);
        set(
                document,
                Map.of(
                        "key", PublicationKey.of(publication),
                        "name", publication,
                        "updatedAt", FieldValue.serverTimestamp(),
                        "articles", FieldValue.increment(count)));
        set(
                document.collection("windows").document(CountDocuments.windowId(window)),
                Map.of(
                        "start", time(window),
                        "end", time(window.plus(Duration.ofDays(1))),
                        "articles", FieldValue.increment(count)));
        return this;
    }

    TestCounts entity(String publication, Instant window, EntityKind kind, String text, long count) throws Exception {
        return entity(Generation.FIRST, publication, window, kind, text, count);
    }

    /** Counts an entity in a window and in total. */
    TestCounts entity(
            Generation generation, String publication, Instant window, EntityKind kind, String text, long count)
            throws Exception {
        DocumentReference document = document(generation, publication);
        Map<String, Object> fields = new HashMap<>(Map.of(
                "key", text.toLowerCase(Locale.ROOT),
                "text", text,
                "kind", kind.spelling(),
                "count", FieldValue.increment(count)));
        set(document.collection("entities").document(entity(kind, text)), fields);
        set(
                document.collection("windows")
                        .document(CountDocuments.windowId(window))
                        .collection("entities")
                        .document(entity(kind, text)),
                fields);
        return this;
    }

    /** Sends what was counted. */
    void commit() throws Exception {
        if (writes > 0) {
            batch.commit().get();
            batch = client.batch();
            writes = 0;
        }
    }

    void promote(Generation generation) throws Exception {
        client.collection(GenerationDocuments.META)
                .document(GenerationDocuments.CURRENT)
                .set(Map.of(GenerationDocuments.GENERATION, generation.number()))
                .get();
    }

    private DocumentReference document(Generation generation, String publication) {
        return client.collection(CountDocuments.root(generation)).document(id(publication));
    }

    private void set(DocumentReference document, Map<String, Object> fields) throws Exception {
        batch.set(document, fields, SetOptions.merge());
        writes++;
        if (writes >= BATCH) {
            commit();
        }
    }

    private static Timestamp time(Instant instant) {
        return Timestamp.ofTimeSecondsAndNanos(instant.getEpochSecond(), instant.getNano());
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}

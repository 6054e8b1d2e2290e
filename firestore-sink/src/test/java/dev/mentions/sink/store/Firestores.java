package dev.mentions.sink.store;

import com.google.cloud.firestore.DocumentSnapshot;
import com.google.cloud.firestore.Firestore;
import com.google.cloud.firestore.FirestoreOptions;
import com.google.cloud.firestore.QueryDocumentSnapshot;
import dev.mentions.contract.CountDocuments;
import dev.mentions.contract.Generation;
import dev.mentions.contract.SinkDocuments;
import dev.mentions.embedded.firestore.FirestoreServer;
import dev.mentions.service.Settings;
import dev.mentions.sink.config.SinkConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Looks into a Firestore server the way any reader does: with the client library for applications. */
public final class Firestores implements AutoCloseable {

    public static final String PROJECT = "test";

    private final Firestore client;

    public Firestores(FirestoreServer server) {
        this.client = FirestoreOptions.newBuilder()
                .setProjectId(PROJECT)
                .setEmulatorHost(server.host())
                .build()
                .getService();
    }

    /** Returns a sink's configuration for a server, with further keys and values. */
    public static SinkConfig config(FirestoreServer server, String... more) {
        Map<String, String> file = new HashMap<>();
        file.put("firestore.project", PROJECT);
        file.put("firestore.emulator-host", server.host());
        for (int i = 0; i < more.length; i += 2) {
            file.put(more[i], more[i + 1]);
        }
        return SinkConfig.from(new Settings(file, Map.of()));
    }

    public Firestore client() {
        return client;
    }

    public DocumentSnapshot get(String path) throws Exception {
        return client.document(path).get().get();
    }

    public Map<String, Long> counts() throws Exception {
        return counts(Generation.FIRST);
    }

    /** Returns every count there is: of entities in total and in windows, and of articles likewise. */
    public Map<String, Long> counts(Generation generation) throws Exception {
        Map<String, Long> counts = new TreeMap<>();
        add(counts, client.collectionGroup(CountDocuments.ENTITIES).get().get().getDocuments(), CountDocuments.COUNT);
        add(
                counts,
                client.collection(CountDocuments.root(generation)).get().get().getDocuments(),
                CountDocuments.ARTICLES);
        add(counts, client.collectionGroup(CountDocuments.WINDOWS).get().get().getDocuments(), CountDocuments.ARTICLES);
        return counts;
    }

    /** Returns the offsets of the records that were skipped. */
    public List<Long> deadLetters() throws Exception {
        return client.collection(SinkDocuments.DEAD_LETTERS).get().get().getDocuments().stream()
                .map(document -> document.getLong(SinkDocuments.OFFSET))
                .sorted()
                .toList();
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private static void add(Map<String, Long> counts, List<QueryDocumentSnapshot> documents, String field) {
        documents.forEach(document -> counts.put(document.getReference().getPath(), document.getLong(field)));
    }
}

package dev.mentions.cli.pipeline;

import com.google.cloud.firestore.DocumentReference;
import com.google.cloud.firestore.DocumentSnapshot;
import com.google.cloud.firestore.Firestore;
import com.google.cloud.firestore.WriteBatch;
import dev.mentions.contract.Generation;
import dev.mentions.contract.GenerationDocuments;
import dev.mentions.embedded.firestore.FirestoreServer;
import dev.mentions.generations.registry.Generations;
import dev.mentions.generations.registry.Replay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The documents of a local Firestore server that cannot be made again from posts: which generation readers take and what
 * makes it.
 *
 * @param current the generation that readers take
 * @param replay what makes it; empty for the first one
 * @param extraction what makes the generation whose mentions it counts, where that is another one
 * @param fields by path
 */
record KeptDocuments(
        Generation current,
        Optional<Replay> replay,
        Optional<Replay> extraction,
        Map<String, Map<String, Object>> fields) {

    static final KeptDocuments NONE = new KeptDocuments(Generation.FIRST, Optional.empty(), Optional.empty(), Map.of());

    /**
     * Reads a server's directory.
     *
     * @throws IOException when another server uses it, or it is damaged
     */
    static KeptDocuments read(Path directory) throws Exception {
        try (FirestoreServer server =
                        FirestoreServer.builder().directory(directory).start();
                Firestore client = PipelineAddress.Database.local(server.host()).connect()) {
            Generations generations = new Generations(client);
            Generation current = generations.current();
            Optional<Replay> replay = generations.find(current);
            Optional<Replay> extraction = replay.isPresent() && replay.get().isRecount()
                    ? generations.find(replay.get().extraction())
                    : Optional.empty();
            List<DocumentReference> documents = new ArrayList<>();
            documents.add(client.document(GenerationDocuments.META + '/' + GenerationDocuments.CURRENT));
            replay.ifPresent(made -> documents.add(document(client, made)));
            extraction.ifPresent(made -> documents.add(document(client, made)));
            Map<String, Map<String, Object>> fields = new HashMap<>();
            for (DocumentReference document : documents) {
                DocumentSnapshot found = document.get().get();
                if (found.exists()) {
                    Map<String, Object> kept = new HashMap<>(found.getData());
                    // It is deleted with all other generations.
                    kept.remove(GenerationDocuments.PREVIOUS);
                    fields.put(relative(document.getPath()), kept);
                }
            }
            return new KeptDocuments(current, replay, extraction, fields);
        }
    }

    /** Writes them into a directory that holds nothing else. */
    void write(Path directory) throws Exception {
        if (fields.isEmpty()) {
            Files.createDirectories(directory);
            return;
        }
        try (FirestoreServer server =
                        FirestoreServer.builder().directory(directory).start();
                Firestore client = PipelineAddress.Database.local(server.host()).connect()) {
            WriteBatch batch = client.batch();
            fields.forEach((path, kept) -> batch.create(client.document(path), kept));
            batch.commit().get();
        }
    }

    private static DocumentReference document(Firestore client, Replay made) {
        return client.document(
                GenerationDocuments.REPLAYS + '/' + made.generation().number());
    }

    private static String relative(String path) {
        String[] segments = path.split("/");
        return segments[segments.length - 2] + '/' + segments[segments.length - 1];
    }
}

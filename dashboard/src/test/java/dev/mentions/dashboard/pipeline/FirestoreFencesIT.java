package dev.mentions.dashboard.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.firestore.Firestore;
import com.google.cloud.firestore.FirestoreOptions;
import dev.mentions.contract.Generation;
import dev.mentions.contract.SinkDocuments;
import dev.mentions.embedded.firestore.FirestoreServer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Fences of several sinks and generations in one collection. */
class FirestoreFencesIT {

    private static final Generation FIRST = Generation.FIRST;
    private static final Generation TENTH = new Generation(10);

    @Test
    void shouldReadThoseOfOneSinkInOneGenerationAndNoOthers() throws Exception {
        try (FirestoreServer server = FirestoreServer.builder().start();
                Firestore firestore = FirestoreOptions.newBuilder()
                        .setProjectId("test")
                        .setEmulatorHost(server.host())
                        .build()
                        .getService()) {
            put(firestore, SinkDocuments.fenceId("mentions", FIRST, 0), 7);
            put(firestore, SinkDocuments.fenceId("mentions", FIRST, 12), 9);
            put(firestore, SinkDocuments.fenceId("mentions", TENTH, 0), 1);
            put(firestore, SinkDocuments.fenceId("mentions2", FIRST, 0), 2);
            put(firestore, SinkDocuments.fenceId("a", FIRST, 0), 3);

            assertThat(new FirestoreFences(firestore, "mentions", FIRST).next()).isEqualTo(Map.of(0, 7L, 12, 9L));
        }
    }

    private static void put(Firestore firestore, String id, long next) throws Exception {
        firestore
                .collection(SinkDocuments.FENCES)
                .document(id)
                .set(Map.of(SinkDocuments.NEXT, next))
                .get();
    }
}

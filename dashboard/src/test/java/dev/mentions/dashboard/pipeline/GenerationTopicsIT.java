package dev.mentions.dashboard.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.firestore.Firestore;
import com.google.cloud.firestore.FirestoreOptions;
import dev.mentions.contract.Generation;
import dev.mentions.contract.GenerationDocuments;
import dev.mentions.contract.Topics;
import dev.mentions.embedded.firestore.FirestoreServer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Generations with mentions of their own and of others. */
class GenerationTopicsIT {

    private static final Generation THIRD = new Generation(3);

    @Test
    void shouldReadTheMentionsThatTheGenerationCounts() throws Exception {
        try (FirestoreServer server = FirestoreServer.builder().start();
                Firestore firestore = FirestoreOptions.newBuilder()
                        .setProjectId("test")
                        .setEmulatorHost(server.host())
                        .build()
                        .getService()) {
            firestore
                    .collection(GenerationDocuments.REPLAYS)
                    .document("3")
                    .set(Map.of(GenerationDocuments.EXTRACTION, 2L))
                    .get();

            assertThat(GenerationTopics.of(firestore, THIRD)).isEqualTo(new Topics(THIRD, new Generation(2)));
            assertThat(GenerationTopics.of(firestore, Generation.FIRST)).isEqualTo(new Topics(Generation.FIRST));
        }
    }
}

package dev.mentions.generations.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.Timestamp;
import com.google.cloud.firestore.Firestore;
import com.google.cloud.firestore.FirestoreOptions;
import dev.mentions.contract.Generation;
import dev.mentions.contract.SinkDocuments;
import dev.mentions.embedded.firestore.FirestoreServer;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Fences of several sinks and generations in one collection. */
class FirestoreFencesIT {

    private static final Generation FIRST = Generation.FIRST;
    private static final Generation TENTH = new Generation(10);

    private FirestoreServer server;
    private Firestore firestore;

    @BeforeEach
    void start() throws Exception {
        server = FirestoreServer.builder().start();
        firestore = FirestoreOptions.newBuilder()
                .setProjectId("test")
                .setEmulatorHost(server.host())
                .build()
                .getService();
    }

    @AfterEach
    void stop() throws Exception {
        firestore.close();
        server.close();
    }

    @Test
    void shouldReadThoseOfOneSinkInOneGenerationAndNoOthers() throws Exception {
        put(SinkDocuments.fenceId("mentions", FIRST, 0), 7);
        put(SinkDocuments.fenceId("mentions", FIRST, 12), 9);
        put(SinkDocuments.fenceId("mentions", TENTH, 0), 1);
        put(SinkDocuments.fenceId("mentions2", FIRST, 0), 2);
        put(SinkDocuments.fenceId("a", FIRST, 0), 3);

        assertThat(new FirestoreFences(firestore, "mentions", FIRST).next()).isEqualTo(Map.of(0, 7L, 12, 9L));
    }

    @Test
    void shouldReadThoseWhoseNumbersBeginWithTheLastDigit() throws Exception {
        put(SinkDocuments.fenceId("mentions", FIRST, 9), 1);
        put(SinkDocuments.fenceId("mentions", FIRST, 99), 2);

        assertThat(new FirestoreFences(firestore, "mentions", FIRST).next()).isEqualTo(Map.of(9, 1L, 99, 2L));
    }

    @Test
    void shouldTellWhenTheLastOfThemMoved() throws Exception {
        FirestoreFences fences = new FirestoreFences(firestore, "mentions", FIRST);
        assertThatThrownBy(fences::lastMoved).isInstanceOf(IllegalStateException.class);

        Timestamp first = put(SinkDocuments.fenceId("mentions", FIRST, 0), 1);
        put(SinkDocuments.fenceId("mentions", FIRST, 2), 1);
        Timestamp last = put(SinkDocuments.fenceId("mentions", FIRST, 1), 1);
        put(SinkDocuments.fenceId("mentions", TENTH, 0), 1);

        assertThat(last).isGreaterThan(first);
        assertThat(fences.lastMoved()).isEqualTo(last.toSqlTimestamp().toInstant());
    }

    /** Returns when it was written. */
    private Timestamp put(String id, long next) throws Exception {
        return firestore
                .collection(SinkDocuments.FENCES)
                .document(id)
                .set(Map.of(SinkDocuments.NEXT, next))
                .get()
                .getUpdateTime();
    }
}

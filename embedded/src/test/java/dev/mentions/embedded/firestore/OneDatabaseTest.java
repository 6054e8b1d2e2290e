package dev.mentions.embedded.firestore;

import static dev.mentions.embedded.firestore.TestClient.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.core.ApiFuture;
import com.google.cloud.firestore.CollectionReference;
import com.google.cloud.firestore.Firestore;
import com.google.cloud.firestore.FirestoreException;
import com.google.cloud.firestore.FirestoreOptions;
import com.google.cloud.firestore.ListenerRegistration;
import io.grpc.Status;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OneDatabaseTest {

    private FirestoreServer server;

    @BeforeEach
    void start() throws Exception {
        server = FirestoreServer.builder().only("mentions-local", "(default)").start();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void shouldServeItsDatabase() throws Exception {
        try (Firestore client = connect("mentions-local", "(default)")) {
            get(client.document("c/d").set(Map.of("n", 1)));

            assertThat(get(client.collection("c").get()).size()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"mentions, (default)", "mentions-local2, (default)", "mentions-local, other"})
    void shouldRefuseEveryCallForAnotherDatabase(String project, String database) throws Exception {
        try (Firestore client = connect(project, database)) {
            CollectionReference collection = client.collection("c");
            List<ApiFuture<?>> calls = List.of(
                    collection.get(),
                    collection.document("d").get(),
                    collection.document("d").set(Map.of("n", 1)),
                    collection.count().get(),
                    client.runAsyncTransaction(transaction -> transaction.get(collection)));

            for (ApiFuture<?> call : calls) {
                assertThatThrownBy(() -> call.get(30, TimeUnit.SECONDS))
                        .hasRootCauseInstanceOf(io.grpc.StatusRuntimeException.class)
                        .rootCause()
                        .hasMessage("NOT_FOUND: There is no database projects/" + project + "/databases/" + database
                                + " on this server. It has projects/mentions-local/databases/(default) only: set the"
                                + " client's project to mentions-local and its database to (default).");
            }
            assertThat(server.documentCount()).isZero();
        }
    }

    @Test
    void shouldEndAListenerOfAnotherDatabaseWithTheReason() throws Exception {
        CompletableFuture<FirestoreException> failure = new CompletableFuture<>();
        try (Firestore client = connect("mentions", "(default)")) {
            ListenerRegistration listener = client.collection("c").addSnapshotListener((snapshot, error) -> {
                if (error != null) {
                    failure.complete(error);
                }
            });

            assertThat(Status.fromThrowable(failure.get(30, TimeUnit.SECONDS)).getDescription())
                    .startsWith("There is no database projects/mentions/databases/(default) on this server.");
            listener.remove();
        }
    }

    private Firestore connect(String project, String database) {
        return FirestoreOptions.newBuilder()
                .setProjectId(project)
                .setDatabaseId(database)
                .setEmulatorHost(server.host())
                .build()
                .getService();
    }
}

package dev.mentions.embedded.firestore;

import static dev.mentions.embedded.firestore.TestClient.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.cloud.firestore.DocumentChange;
import com.google.cloud.firestore.DocumentSnapshot;
import com.google.cloud.firestore.ListenerRegistration;
import com.google.cloud.firestore.Query;
import com.google.cloud.firestore.Query.Direction;
import com.google.cloud.firestore.QuerySnapshot;
import io.grpc.Status;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class FirestoreServerListenTest extends ServerTest {

    private final List<QuerySnapshot> snapshots = new CopyOnWriteArrayList<>();

    private ListenerRegistration listen(Query query) {
        return query.addSnapshotListener((snapshot, error) -> {
            if (snapshot != null) {
                snapshots.add(snapshot);
            }
        });
    }

    private List<String> lastIds() {
        return snapshots.get(snapshots.size() - 1).getDocuments().stream()
                .map(DocumentSnapshot::getId)
                .toList();
    }

    private void put(String path, long value) {
        get(client.document(path).set(Map.of("v", value)));
    }

    @Test
    void shouldSendADocumentAtFirstAndWheneverItChanges() {
        // Given
        List<Object> seen = new CopyOnWriteArrayList<>();
        ListenerRegistration registration = client.document("c/d").addSnapshotListener((snapshot, error) -> {
            if (snapshot != null) {
                seen.add(snapshot.exists() ? snapshot.get("v") : "none");
            }
        });
        await().untilAsserted(() -> assertThat(seen).containsExactly("none"));

        // When
        put("c/d", 1);
        await().untilAsserted(() -> assertThat(seen).hasSize(2));
        put("c/other", 5);
        put("c/d", 2);
        await().untilAsserted(() -> assertThat(seen).hasSize(3));
        get(client.document("c/d").delete());

        // Then
        await().untilAsserted(() -> assertThat(seen).containsExactly("none", 1L, 2L, "none"));
        registration.remove();
    }

    @Test
    void shouldKeepTheTopOfAQueryCurrent() {
        // Given
        put("c/a", 1);
        put("c/b", 2);
        put("c/d", 3);
        ListenerRegistration registration =
                listen(client.collection("c").orderBy("v", Direction.DESCENDING).limit(2));
        await().untilAsserted(() -> assertThat(snapshots).hasSize(1));
        assertThat(lastIds()).containsExactly("d", "b");

        // When
        put("c/a", 10);

        // Then
        await().untilAsserted(() -> assertThat(lastIds()).containsExactly("a", "d"));
        get(client.document("c/d").delete());
        await().untilAsserted(() -> assertThat(lastIds()).containsExactly("a", "b"));
        registration.remove();
    }

    @Test
    void shouldSayWhatWasAddedChangedAndRemoved() {
        put("c/a", 1);
        put("c/b", 1);
        ListenerRegistration registration = listen(client.collection("c").whereEqualTo("v", 1));
        await().untilAsserted(() -> assertThat(snapshots).hasSize(1));

        get(client.batch()
                .set(client.document("c/new"), Map.of("v", 1L))
                .set(client.document("c/a"), Map.of("v", 1L, "w", 2L))
                .set(client.document("c/b"), Map.of("v", 2L))
                .commit());

        await().untilAsserted(() -> assertThat(snapshots).hasSize(2));
        assertThat(snapshots.get(1).getDocumentChanges())
                .extracting(change -> change.getDocument().getId(), DocumentChange::getType)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("b", DocumentChange.Type.REMOVED),
                        org.assertj.core.groups.Tuple.tuple("a", DocumentChange.Type.MODIFIED),
                        org.assertj.core.groups.Tuple.tuple("new", DocumentChange.Type.ADDED));
        registration.remove();
    }

    @Test
    void shouldCatchUpAfterTheConnectionWasCut() {
        // Given
        put("c/a", 1);
        put("c/b", 1);
        ListenerRegistration registration = listen(client.collection("c"));
        await().untilAsserted(() -> assertThat(snapshots).hasSize(1));

        // When
        try (Faults.Outage outage = server.faults().refuseAll(Status.Code.UNAVAILABLE)) {
            assertThat(outage).isNotNull();
            server.faults().dropConnections();
        }
        await().ignoreExceptions().until(() -> {
            put("c/new", 1);
            return true;
        });
        get(client.document("c/b").delete());

        // Then
        await().untilAsserted(() -> assertThat(lastIds()).containsExactly("a", "new"));
        registration.remove();
    }

    @Test
    void shouldListenToACollectionGroup() {
        put("p/1/e/a", 1);
        ListenerRegistration registration = listen(client.collectionGroup("e"));
        await().untilAsserted(() -> assertThat(snapshots).hasSize(1));

        put("p/2/e/b", 1);

        await().untilAsserted(() -> assertThat(lastIds()).containsExactly("a", "b"));
        registration.remove();
    }
}

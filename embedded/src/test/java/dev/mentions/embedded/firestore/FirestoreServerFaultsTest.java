package dev.mentions.embedded.firestore;

import static dev.mentions.embedded.firestore.TestClient.failure;
import static dev.mentions.embedded.firestore.TestClient.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.api.core.ApiFuture;
import com.google.cloud.firestore.DocumentReference;
import com.google.cloud.firestore.FieldValue;
import com.google.cloud.firestore.SetOptions;
import com.google.cloud.firestore.WriteResult;
import com.google.firestore.v1.CommitRequest;
import io.grpc.Status;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FirestoreServerFaultsTest extends ServerTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    private ApiFuture<WriteResult> increment(String path) {
        return client.document(path).set(Map.of("n", FieldValue.increment(1)), SetOptions.merge());
    }

    private long count(String path) {
        Long count = get(client.document(path).get()).getLong("n");
        return count == null ? 0 : count;
    }

    @ParameterizedTest
    @EnumSource(names = {"UNAVAILABLE", "RESOURCE_EXHAUSTED", "ABORTED", "DEADLINE_EXCEEDED", "INTERNAL"})
    void shouldFailBeforeOrAfterTheEffect(Status.Code code) {
        server.faults().on(Rpc.COMMIT).failBefore(code);
        assertThat(failure(increment("c/d"))).isEqualTo(code);
        assertThat(count("c/d")).isZero();

        server.faults().on(Rpc.COMMIT).failAfter(code);
        assertThat(failure(increment("c/d"))).isEqualTo(code);
        assertThat(count("c/d")).isEqualTo(1);

        get(increment("c/d"));
        assertThat(count("c/d")).isEqualTo(2);
        assertThat(server.statistics().calls(Rpc.COMMIT)).isEqualTo(3);
        assertThat(server.statistics().documentWrites()).isEqualTo(2);
    }

    @Test
    void shouldStrikeOnlyTheCallsItsRuleNames() {
        ArmedFault fault = server.faults()
                .on(Rpc.COMMIT)
                .matching(
                        CommitRequest.class,
                        request -> request.getWrites(0).getUpdate().getName().endsWith("/struck"))
                .skipping(1)
                .times(2)
                .failBefore(Status.Code.UNAVAILABLE);

        get(increment("c/other"));
        get(increment("c/struck"));
        assertThat(failure(increment("c/struck"))).isEqualTo(Status.Code.UNAVAILABLE);
        get(increment("c/other"));
        assertThat(failure(increment("c/struck"))).isEqualTo(Status.Code.UNAVAILABLE);
        get(increment("c/struck"));

        assertThat(fault.count()).isEqualTo(2);
        assertThat(count("c/struck")).isEqualTo(2);
    }

    @Test
    void shouldApplyACommitLateThatItsClientHasGivenUp() throws Exception {
        // Given
        client.close();
        client = TestClient.connect(server, Duration.ofSeconds(2));
        get(increment("c/warm"));
        ArmedFault held = server.faults().on(Rpc.COMMIT).holdBefore();

        // When
        Status.Code code = failure(increment("c/d"));

        // Then
        assertThat(code).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
        assertThat(held.awaitStruck(SOON)).isTrue();
        assertThat(count("c/d")).isZero();
        held.release();
        await().untilAsserted(() -> assertThat(count("c/d")).isEqualTo(1));
    }

    @Test
    void shouldHoldAnAnswerWhileTheEffectIsSeen() throws Exception {
        ArmedFault held = server.faults().on(Rpc.COMMIT).holdAfter();

        ApiFuture<WriteResult> commit = increment("c/d");

        assertThat(held.awaitStruck(SOON)).isTrue();
        assertThat(count("c/d")).isEqualTo(1);
        assertThat(commit.isDone()).isFalse();
        held.release();
        get(commit);
    }

    @Test
    void shouldDelayAndThenFail() {
        Duration delay = Duration.ofMillis(200);
        server.faults().on(Rpc.COMMIT).delayBefore(delay);
        server.faults().on(Rpc.COMMIT).failAfter(Status.Code.UNAVAILABLE);
        long start = System.nanoTime();

        assertThat(failure(increment("c/d"))).isEqualTo(Status.Code.UNAVAILABLE);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(delay);
        assertThat(count("c/d")).isEqualTo(1);
    }

    @Test
    void shouldCutTheConnectionBeforeOrAfterTheEffect() {
        get(increment("c/d"));

        server.faults().on(Rpc.COMMIT).dropBefore();
        assertThat(failure(increment("c/d"))).isEqualTo(Status.Code.UNAVAILABLE);
        await().ignoreExceptions().untilAsserted(() -> assertThat(count("c/d")).isEqualTo(1));

        server.faults().on(Rpc.COMMIT).dropAfter();
        assertThat(failure(increment("c/d"))).isEqualTo(Status.Code.UNAVAILABLE);
        await().ignoreExceptions().untilAsserted(() -> assertThat(count("c/d")).isEqualTo(2));
    }

    @Test
    void shouldRefuseEverythingDuringAnOutage() {
        DocumentReference document = client.document("c/d");
        try (Faults.Outage outage = server.faults().refuseAll(Status.Code.RESOURCE_EXHAUSTED)) {
            assertThat(outage).isNotNull();
            assertThat(failure(increment("c/d"))).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
            assertThat(failure(document.get())).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        }
        get(increment("c/d"));
        assertThat(count("c/d")).isEqualTo(1);
    }

    @Test
    void shouldBeOutOfReachWhileOfflineAndKeepItsPort() {
        get(increment("c/d"));
        String host = server.host();

        try (Faults.Outage outage = server.faults().goOffline()) {
            assertThat(outage).isNotNull();
            assertThat(failure(increment("c/d"))).isEqualTo(Status.Code.UNAVAILABLE);
        }

        assertThat(server.host()).isEqualTo(host);
        await().ignoreExceptions().untilAsserted(() -> assertThat(count("c/d")).isEqualTo(1));
    }

    @Test
    void shouldDisarmAndReleaseAllWhenCleared() throws Exception {
        ArmedFault held = server.faults().on(Rpc.COMMIT).holdBefore();
        server.faults().on(Rpc.COMMIT).skipping(1).failBefore(Status.Code.ABORTED);
        ApiFuture<WriteResult> commit = increment("c/d");
        assertThat(held.awaitStruck(SOON)).isTrue();

        server.faults().clear();

        get(commit);
        get(increment("c/d"));
        assertThat(count("c/d")).isEqualTo(2);
    }
}

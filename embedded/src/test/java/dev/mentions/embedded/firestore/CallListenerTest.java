package dev.mentions.embedded.firestore;

import static dev.mentions.embedded.firestore.TestClient.failure;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.firestore.Firestore;
import com.google.firestore.v1.CommitRequest;
import com.google.protobuf.Message;
import io.grpc.Status;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class CallListenerTest {

    @Test
    void shouldHearOfACallThatIsMadeToFail() throws Exception {
        List<Message> heard = new CopyOnWriteArrayList<>();
        try (FirestoreServer server = FirestoreServer.builder()
                        .listener((rpc, request) -> heard.add(request))
                        .start();
                Firestore client = TestClient.connect(server)) {
            server.faults().on(Rpc.COMMIT).failBefore(Status.Code.UNAVAILABLE);

            failure(client.document("c/d").set(Map.of("n", 1)));

            assertThat(heard)
                    .singleElement()
                    .isInstanceOfSatisfying(
                            CommitRequest.class,
                            commit -> assertThat(commit.getWrites(0).getUpdate().getName())
                                    .endsWith("/c/d"));
        }
    }
}

package dev.mentions.embedded.firestore;

import static dev.mentions.embedded.firestore.TestClient.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.firestore.Firestore;
import java.net.ConnectException;
import java.net.Socket;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Linux has all of 127.0.0.0/8 as its own, so that a second address can be told from the first without leaving it. */
@EnabledOnOs(OS.LINUX)
class FirestoreServerAddressTest {

    private static final String ANOTHER_LOOPBACK = "127.0.0.2";

    @Test
    void shouldAnswerOnTheAddressItIsTold() throws Exception {
        try (FirestoreServer server =
                        FirestoreServer.builder().address(ANOTHER_LOOPBACK).start();
                Firestore client = TestClient.connect(server)) {
            assertThat(server.host()).startsWith(ANOTHER_LOOPBACK + ":");
            get(client.document("c/d").set(Map.of("n", 1)));
            assertThat(server.documentCount()).isEqualTo(1);
        }
    }

    @Test
    void shouldAnswerOnNoOtherAddressUnlessTold() throws Exception {
        try (FirestoreServer server = FirestoreServer.builder().start()) {
            int port = Integer.parseInt(server.host().replaceFirst("127\\.0\\.0\\.1:", ""));
            assertThatThrownBy(() -> new Socket(ANOTHER_LOOPBACK, port).close()).isInstanceOf(ConnectException.class);
        }
    }
}

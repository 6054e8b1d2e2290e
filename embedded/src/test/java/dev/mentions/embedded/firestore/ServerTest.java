package dev.mentions.embedded.firestore;

import com.google.cloud.firestore.Firestore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A server in memory and a client for each test. */
abstract class ServerTest {

    FirestoreServer server;
    Firestore client;

    @BeforeEach
    void start() throws Exception {
        server = FirestoreServer.builder().start();
        client = TestClient.connect(server);
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        server.close();
    }
}

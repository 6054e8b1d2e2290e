package dev.mentions.dashboard.store;

import com.google.auth.oauth2.GoogleCredentials;
import com.google.cloud.firestore.Firestore;
import com.google.cloud.firestore.FirestoreOptions;
import dev.mentions.service.FirestoreSection;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;

/** Opens the connection: TLS and credentials for Firestore, neither for an emulator. */
public final class FirestoreClient {

    private FirestoreClient() {}

    /**
     * Prepares a connection; the first call makes it.
     *
     * @throws IOException when the credentials cannot be read
     */
    public static Firestore open(FirestoreSection section) throws IOException {
        FirestoreOptions.Builder options =
                FirestoreOptions.newBuilder().setProjectId(section.project()).setDatabaseId(section.database());
        if (section.emulatorHost() != null) {
            options.setEmulatorHost(section.emulatorHost());
        } else if (section.credentialsFile() != null) {
            try (InputStream file = Files.newInputStream(section.credentialsFile())) {
                options.setCredentials(GoogleCredentials.fromStream(file));
            }
        }
        return options.build().getService();
    }
}

package dev.mentions.sink.config;

import static java.util.Objects.requireNonNull;

import dev.mentions.service.SettingsException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The database that counts go to.
 *
 * @param project Google Cloud project id
 * @param database database id
 * @param emulatorHost host and port of a server without TLS and credentials; null for the real Firestore
 * @param credentialsFile key file of a service account; null for the application default credentials
 * @param deadline how long a call may take; longer than the 15 s that Firestore waits for a lock
 */
public record FirestoreConfig(
        String project,
        String database,
        @Nullable String emulatorHost,
        @Nullable Path credentialsFile,
        Duration deadline) {

    public FirestoreConfig {
        requireNonNull(project, "project");
        requireNonNull(database, "database");
        if (emulatorHost != null && credentialsFile != null) {
            throw new SettingsException("firestore.emulator-host and firestore.credentials.file are both set: an"
                    + " emulator takes no credentials, and must not be sent any");
        }
        if (deadline.isZero()) {
            throw new SettingsException("commit.deadline must be above 0");
        }
    }
}

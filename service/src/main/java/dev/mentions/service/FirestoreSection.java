package dev.mentions.service;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The database that counts are in.
 *
 * @param project Google Cloud project id
 * @param database database id
 * @param emulatorHost host and port of a server without TLS and credentials; null for the real Firestore
 * @param credentialsFile key file of a service account; null for the application default credentials
 */
public record FirestoreSection(
        String project,
        String database,
        @Nullable String emulatorHost,
        @Nullable Path credentialsFile) {

    /** The variable that Google's own tools and client libraries read. */
    public static final String EMULATOR_VARIABLE = "FIRESTORE_EMULATOR_HOST";

    /** The project of a local Firestore server, unless another one is set. */
    public static final String LOCAL_PROJECT = "mentions-local";

    public FirestoreSection {
        requireNonNull(project, "project");
        requireNonNull(database, "database");
        if (emulatorHost != null && credentialsFile != null) {
            throw new SettingsException("firestore.emulator-host and firestore.credentials.file are both set: an"
                    + " emulator takes no credentials, and must not be sent any");
        }
    }

    /**
     * Reads every key.
     *
     * @throws SettingsException when something is missing or wrong
     */
    public static FirestoreSection from(Settings settings) {
        String emulatorHost = emulatorHost(settings);
        return new FirestoreSection(
                emulatorHost == null
                        ? settings.required("firestore.project")
                        : settings.text("firestore.project", LOCAL_PROJECT),
                settings.text("firestore.database", "(default)"),
                emulatorHost,
                settings.find("firestore.credentials.file").map(Path::of).orElse(null));
    }

    public boolean isEmulated() {
        return emulatorHost != null;
    }

    /**
     * The standard variable is easily left over from a test. Whether counts are in the emulator or in the real database
     * then depends on the library that looks, so without a word of ours it is neither.
     */
    private static @Nullable String emulatorHost(Settings settings) {
        boolean local = settings.flag("local", false);
        String ours = settings.find("firestore.emulator-host").orElse(null);
        String standard = settings.standardVariable(EMULATOR_VARIABLE).orElse(null);
        if (ours == null && standard != null && !local) {
            throw new SettingsException(EMULATOR_VARIABLE + " is set, so it is not clear which Firestore is meant."
                    + " Unset it to use the real one; set firestore.emulator-host ("
                    + Settings.variable("firestore.emulator-host") + ") or local=true to use the emulator");
        }
        return ours == null ? standard : ours;
    }
}

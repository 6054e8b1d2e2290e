package dev.mentions.sink.config;

import static java.util.Objects.requireNonNull;

import dev.mentions.service.FirestoreSection;
import dev.mentions.service.SettingsException;
import java.time.Duration;

/**
 * Where counts go to, and how long that may take.
 *
 * @param deadline how long a call may take; longer than the 15 s that Firestore waits for a lock
 */
public record FirestoreConfig(FirestoreSection database, Duration deadline) {

    public FirestoreConfig {
        requireNonNull(database, "database");
        if (deadline.isZero()) {
            throw new SettingsException("commit.deadline must be above 0");
        }
    }
}

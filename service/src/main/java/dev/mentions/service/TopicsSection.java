package dev.mentions.service;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * How topics are created, and how long they must keep records.
 *
 * @param create whether those that are missing are created at start
 * @param partitions of a topic that is created; cannot be changed later
 * @param replicationFactor of a topic that is created, and of changelogs; -1 for the broker's default
 * @param minRetention the shortest retention of posts and mentions that the operator accepts; empty for no limited one
 */
public record TopicsSection(boolean create, int partitions, short replicationFactor, Optional<Duration> minRetention) {

    static final String MIN_RETENTION = "topics.min-retention";

    private static final int DEFAULT_PARTITIONS = 8;
    private static final short BROKER_DEFAULT = -1;

    public TopicsSection {
        requireNonNull(minRetention, "minRetention");
    }

    /**
     * Reads every key.
     *
     * @throws SettingsException when one is wrong
     */
    public static TopicsSection from(Settings settings) {
        return new TopicsSection(
                settings.flag("topics.create", true),
                settings.integer("topics.partitions", DEFAULT_PARTITIONS, 1, 10_000),
                (short) settings.integer("topics.replication-factor", BROKER_DEFAULT, BROKER_DEFAULT, 100),
                settings.find(MIN_RETENTION).map(text -> settings.duration(MIN_RETENTION, Duration.ZERO)));
    }

    /** Returns the section of a service that waits for its topics until another one has created them. */
    public static TopicsSection ofAReader() {
        return new TopicsSection(true, DEFAULT_PARTITIONS, BROKER_DEFAULT, Optional.empty());
    }
}

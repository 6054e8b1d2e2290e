package dev.mentions.streams.config;

import dev.mentions.service.Settings;

/**
 * The topics this app reads and writes.
 *
 * @param create whether those that are missing are created at start
 * @param partitions of a topic that is created; cannot be changed later
 * @param replicationFactor of a topic that is created, and of changelogs; -1 for the broker's default
 */
public record TopicsSection(boolean create, int partitions, short replicationFactor) {

    private static final int DEFAULT_PARTITIONS = 8;

    static TopicsSection from(Settings settings) {
        return new TopicsSection(
                settings.flag("topics.create", true),
                settings.integer("topics.partitions", DEFAULT_PARTITIONS, 1, 10_000),
                (short) settings.integer("topics.replication-factor", -1, -1, 100));
    }
}

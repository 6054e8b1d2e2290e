package dev.mentions.producer.config;

import dev.mentions.service.Settings;

/**
 * How topics are created.
 *
 * @param create whether to create those that are missing
 * @param partitions of each
 * @param replicationFactor copies of each partition; -1 for the broker's default
 */
public record TopicSection(boolean create, int partitions, short replicationFactor) {

    static TopicSection from(Settings settings) {
        return new TopicSection(
                settings.flag("topics.create", true), settings.integer("topics.partitions", 8, 1, 10_000), (short)
                        settings.integer("topics.replication-factor", -1, -1, Short.MAX_VALUE));
    }
}

package dev.mentions.streams.topology;

import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_COMPACT;
import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.RETENTION_MS_CONFIG;

import java.util.Map;

/** How changelogs are kept: see docs/decisions/0011-changelogs-without-time-retention.md. */
final class Changelogs {

    /**
     * Compaction only: entries carry the time of events, years ago in an archive, and time retention would delete them
     * at once. Stamped by the broker, because event times in random order would start a new segment with every batch.
     */
    static final Map<String, String> CONFIG = Map.of(
            CLEANUP_POLICY_CONFIG,
            CLEANUP_POLICY_COMPACT,
            RETENTION_MS_CONFIG,
            "-1",
            MESSAGE_TIMESTAMP_TYPE_CONFIG,
            "LogAppendTime");

    private Changelogs() {}
}

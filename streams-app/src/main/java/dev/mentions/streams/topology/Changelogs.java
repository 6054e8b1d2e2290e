package dev.mentions.streams.topology;

import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_COMPACT;
import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.RETENTION_MS_CONFIG;

import dev.mentions.contract.RequiredSetting;
import dev.mentions.contract.RequiredSetting.Comparison;
import dev.mentions.contract.RequiredSetting.Severity;
import dev.mentions.contract.RequiredTopic;
import dev.mentions.streams.config.StreamsAppConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How changelogs are kept: see docs/decisions/0011-changelogs-without-time-retention.md. */
public final class Changelogs {

    /**
     * Compaction only: entries carry the time of events, years ago in an archive, and time retention would delete them
     * at once. Stamped by the broker, because event times in random order would start a new segment with every batch.
     */
    private static final List<RequiredSetting> SETTINGS = List.of(
            new RequiredSetting(
                    CLEANUP_POLICY_CONFIG,
                    CLEANUP_POLICY_COMPACT,
                    Comparison.EQUAL,
                    Severity.REFUSE,
                    "entries of a store can be deleted while they are needed, and a store that is restored counts again"
                            + " what it has forgotten"),
            // Nothing is deleted by age without the policy delete.
            new RequiredSetting(RETENTION_MS_CONFIG, "-1", Comparison.ANY, Severity.WARN, ""),
            new RequiredSetting(
                    MESSAGE_TIMESTAMP_TYPE_CONFIG,
                    "LogAppendTime",
                    Comparison.EQUAL,
                    Severity.WARN,
                    "its records have the times of events, and the broker can start a segment with nearly every batch"));

    static final Map<String, String> CONFIG = RequiredSetting.creation(SETTINGS);

    private Changelogs() {}

    /** Returns the changelogs of the applications that run in this role. Kafka Streams creates those that are missing. */
    public static List<RequiredTopic> required(StreamsAppConfig config) {
        List<RequiredTopic> changelogs = new ArrayList<>();
        if (config.role().extracts()) {
            String posts = config.topicNames().posts().name();
            changelogs.add(changelog(config.extractApplicationId(), Nodes.SEEN_POSTS, posts));
        }
        if (config.role().counts()) {
            String entities = config.topicNames().entities().name();
            changelogs.add(changelog(config.countApplicationId(), Nodes.ENTITY_COUNTS, entities));
            changelogs.add(changelog(config.countApplicationId(), Nodes.EMITTED_COUNTS, entities));
            changelogs.add(changelog(config.countApplicationId(), Nodes.DISPLAY_NAMES, entities));
        }
        return changelogs;
    }

    private static RequiredTopic changelog(String applicationId, String store, String source) {
        return new RequiredTopic(applicationId + "-" + store + "-changelog", SETTINGS, Optional.of(source));
    }
}

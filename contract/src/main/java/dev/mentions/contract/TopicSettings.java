package dev.mentions.contract;

import static dev.mentions.contract.RequiredSetting.Comparison.AT_LEAST;
import static dev.mentions.contract.RequiredSetting.Comparison.EQUAL;
import static dev.mentions.contract.RequiredSetting.Comparison.NOT_COMPACTED;
import static dev.mentions.contract.RequiredSetting.Comparison.UNLIMITED;
import static dev.mentions.contract.RequiredSetting.Severity.REFUSE;
import static dev.mentions.contract.RequiredSetting.Severity.REFUSE_UNLESS_ACCEPTED;
import static dev.mentions.contract.RequiredSetting.Severity.WARN;
import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_DELETE;
import static org.apache.kafka.common.config.TopicConfig.MAX_MESSAGE_BYTES_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.RETENTION_BYTES_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.RETENTION_MS_CONFIG;

import dev.mentions.contract.RequiredSetting.Comparison;
import dev.mentions.contract.RequiredSetting.Severity;
import java.util.List;

/** What each topic needs of its settings, and why. docs/OPERATIONS.md lists the values. */
final class TopicSettings {

    private static final String UNLIMITED_VALUE = "-1";

    /** Room for the dead-letter headers (cause, stack trace) around a post of the largest size. */
    private static final int MAX_REJECTED_BYTES = Topics.MAX_POST_BYTES + 64 * 1024;

    /** Many times the largest mention or delta. A batch that is larger is split by the producer. */
    private static final int MAX_DERIVED_BYTES = 1024 * 1024;

    /** The time of acceptance decides what is a duplicate, and places a post that has no date. */
    static final List<RequiredSetting> POSTS = List.of(
            notCompacted("a post is deleted once another post has the same id, counted or not"),
            retention(REFUSE_UNLESS_ACCEPTED, "posts are deleted after %s, counted or not"),
            size(REFUSE, "the oldest posts of a partition are deleted beyond %s, counted or not"),
            setting(
                    MESSAGE_TIMESTAMP_TYPE_CONFIG,
                    "CreateTime",
                    EQUAL,
                    REFUSE,
                    "the broker replaces the time at which a post was accepted. That time decides what is a duplicate and"
                            + " in which window a post without a date is counted"),
            setting(
                    MAX_MESSAGE_BYTES_CONFIG,
                    Integer.toString(Topics.MAX_POST_BYTES),
                    AT_LEAST,
                    REFUSE,
                    "a post that takes more than %s compressed is refused"),
            setting(
                    MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG,
                    Long.toString(Long.MAX_VALUE),
                    AT_LEAST,
                    WARN,
                    "posts that were accepted more than %s ago cannot be copied here from a backup or a mirror"));

    static final List<RequiredSetting> ENTITIES = List.of(
            notCompacted("a mention is deleted once the same name is mentioned again, counted or not"),
            retention(REFUSE_UNLESS_ACCEPTED, "mentions are deleted after %s, counted or not"),
            size(REFUSE, "the oldest mentions of a partition are deleted beyond %s, counted or not"),
            stampedByTheBroker("posts"),
            recordSize("mentions"));

    /** Firestore after a restore, and the read model of an instance, are made of all deltas there have been. */
    static final List<RequiredSetting> COUNTS = List.of(
            notCompacted("a delta is deleted once the same count changes again, applied or not"),
            retention(REFUSE, "deltas are deleted after %s, applied or not, and GET /counts leaves them out"),
            size(
                    REFUSE,
                    "the oldest deltas of a partition are deleted beyond %s, applied or not, and GET /counts leaves them"
                            + " out"),
            stampedByTheBroker("events"),
            recordSize("deltas"));

    static final List<RequiredSetting> REJECTED = List.of(
            notCompacted("the broker refuses dead letters without a key, and the streams app stops"),
            retention(WARN, "dead letters are deleted after %s, looked at or not"),
            size(WARN, "the oldest dead letters of a partition are deleted beyond %s, looked at or not"),
            setting(
                    MAX_MESSAGE_BYTES_CONFIG,
                    Integer.toString(MAX_REJECTED_BYTES),
                    AT_LEAST,
                    REFUSE,
                    "the broker refuses dead letters larger than %s, and the streams app stops"));

    private TopicSettings() {}

    private static RequiredSetting notCompacted(String consequence) {
        return setting(CLEANUP_POLICY_CONFIG, CLEANUP_POLICY_DELETE, NOT_COMPACTED, REFUSE, consequence);
    }

    private static RequiredSetting retention(Severity severity, String consequence) {
        return setting(RETENTION_MS_CONFIG, UNLIMITED_VALUE, UNLIMITED, severity, consequence);
    }

    private static RequiredSetting size(Severity severity, String consequence) {
        return setting(RETENTION_BYTES_CONFIG, UNLIMITED_VALUE, UNLIMITED, severity, consequence);
    }

    /**
     * Stamped on arrival, whatever event they tell of: retention then means age in the topic, and an event of 2016 is
     * not deleted by the cleaner before it is counted.
     */
    private static RequiredSetting stampedByTheBroker(String whose) {
        return setting(
                MESSAGE_TIMESTAMP_TYPE_CONFIG,
                "LogAppendTime",
                EQUAL,
                REFUSE,
                "its records have the times of " + whose + ": the broker refuses those ahead of its clock and, with"
                        + " limited retention, deletes old ones before they are read");
    }

    private static RequiredSetting recordSize(String what) {
        return setting(
                MAX_MESSAGE_BYTES_CONFIG,
                Integer.toString(MAX_DERIVED_BYTES),
                AT_LEAST,
                REFUSE,
                "the broker can refuse " + what + " larger than %s, and the streams app stops");
    }

    private static RequiredSetting setting(
            String key, String value, Comparison comparison, Severity severity, String consequence) {
        return new RequiredSetting(key, value, comparison, severity, consequence);
    }
}

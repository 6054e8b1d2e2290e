package dev.mentions.sink.plan;

import static java.util.Objects.requireNonNull;

/**
 * What Kafka says of a partition at the moment it is claimed.
 *
 * @param topicId Kafka's id of the topic
 * @param beginning offset of the first record that still exists
 * @param end offset after the last record
 * @param committed whether the sink's group has ever committed an offset in it, as far as Kafka remembers
 */
public record SourceLog(String topicId, long beginning, long end, boolean committed) {

    public SourceLog {
        requireNonNull(topicId, "topicId");
    }
}

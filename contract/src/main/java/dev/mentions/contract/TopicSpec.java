package dev.mentions.contract;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.serialization.Serde;

/**
 * A topic's name with the serdes of what is on it and the settings it needs.
 *
 * @param name as in Kafka
 * @param key serde of its keys
 * @param value serde of its values
 * @param settings what it is created with, and what a topic that exists is checked against
 */
public record TopicSpec<K, V>(String name, Serde<K> key, Serde<V> value, List<RequiredSetting> settings) {

    public TopicSpec {
        requireNonNull(name, "name");
        requireNonNull(key, "key");
        requireNonNull(value, "value");
        settings = List.copyOf(settings);
    }

    /**
     * Returns the request that creates this topic.
     *
     * @param partitions cannot be changed later: fences and state are per partition
     * @param replicationFactor copies of each partition; -1 for the broker's default
     */
    public NewTopic newTopic(int partitions, short replicationFactor) {
        Optional<Short> replicas = replicationFactor < 0 ? Optional.empty() : Optional.of(replicationFactor);
        return new NewTopic(name, Optional.of(partitions), replicas).configs(RequiredSetting.creation(settings));
    }

    /** Returns what a service that uses this topic needs of it. */
    public RequiredTopic required() {
        return new RequiredTopic(name, settings, Optional.empty());
    }
}

package dev.mentions.contract;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.serialization.Serde;

/**
 * A topic's name with the serdes of what is on it and the settings it is created with.
 *
 * @param name as in Kafka
 * @param key serde of its keys
 * @param value serde of its values
 * @param config topic settings at creation; a topic that exists is left as it is
 */
public record TopicSpec<K, V>(String name, Serde<K> key, Serde<V> value, Map<String, String> config) {

    public TopicSpec {
        requireNonNull(name, "name");
        requireNonNull(key, "key");
        requireNonNull(value, "value");
        config = Map.copyOf(config);
    }

    /**
     * Returns the request that creates this topic.
     *
     * @param partitions cannot be changed later: fences and state are per partition
     * @param replicationFactor copies of each partition; -1 for the broker's default
     */
    public NewTopic newTopic(int partitions, short replicationFactor) {
        Optional<Short> replicas = replicationFactor < 0 ? Optional.empty() : Optional.of(replicationFactor);
        return new NewTopic(name, Optional.of(partitions), replicas).configs(config);
    }
}

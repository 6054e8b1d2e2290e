package dev.mentions.service;

import dev.mentions.contract.RequiredTopic;
import java.util.stream.Collectors;

/**
 * Command lines of Kafka's own tools, for messages.
 *
 * @param bootstrapServers as in {@code bootstrap.servers}
 */
record KafkaCommands(String bootstrapServers) {

    /** Returns the line that creates a topic as it is needed. */
    String create(RequiredTopic topic, TopicsSection section) {
        String replicas = section.replicationFactor() < 0 ? "" : " --replication-factor " + section.replicationFactor();
        return "kafka-topics.sh --bootstrap-server " + bootstrapServers + " --create --topic " + topic.name()
                + " --partitions " + section.partitions() + replicas
                + topic.settings().stream()
                        .map(setting -> " --config " + setting.key() + "=" + setting.value())
                        .collect(Collectors.joining());
    }

    /** Returns the line that changes one setting of a topic. */
    String alter(String topic, String key, String value) {
        return "kafka-configs.sh --bootstrap-server " + bootstrapServers + " --entity-type topics --entity-name "
                + topic + " --alter --add-config " + key + "=" + value;
    }

    /** Returns the line that lets a user read the settings of a topic. USER is for the operator to fill in. */
    String allowDescribeConfigs(String topic) {
        return "kafka-acls.sh --bootstrap-server " + bootstrapServers
                + " --add --allow-principal User:USER --operation DescribeConfigs --topic " + topic;
    }
}

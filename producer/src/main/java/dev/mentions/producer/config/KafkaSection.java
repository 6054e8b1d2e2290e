package dev.mentions.producer.config;

import dev.mentions.contract.Topics;
import dev.mentions.service.Settings;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * How the producer speaks to Kafka.
 *
 * @param client settings of every client
 */
public record KafkaSection(Map<String, String> client) {

    private static final String BOOTSTRAP_SERVERS = "bootstrap.servers";
    private static final String LOCAL_BROKER = "127.0.0.1:9092";

    /** What the promises of the producer rest on. */
    private static final Map<String, String> OURS = Map.of(
            "acks", "all",
            "enable.idempotence", "true",
            "max.request.size", Integer.toString(Topics.MAX_POST_BYTES));

    private static final Set<String> OWNED = Set.of(
            "acks",
            "enable.idempotence",
            "max.request.size",
            "key.serializer",
            "value.serializer",
            "transactional.id",
            "retries");

    private static final Map<String, String> DEFAULTS = Map.of(
            "client.id", "mentions-producer",
            "compression.type", "zstd",
            "linger.ms", "10",
            "batch.size", "131072",
            "buffer.memory", "33554432",
            // A thread that serves HTTP waits this long at most for room in the buffer.
            "max.block.ms", "500",
            "delivery.timeout.ms", "30000",
            "request.timeout.ms", "10000");

    public KafkaSection {
        client = Map.copyOf(client);
    }

    static KafkaSection from(Settings settings) {
        Map<String, String> client = new HashMap<>(settings.passThrough("kafka.", OWNED));
        client.putIfAbsent(BOOTSTRAP_SERVERS, LOCAL_BROKER);
        return new KafkaSection(client);
    }

    /** Names the settings only: their values may be passwords. */
    @Override
    public String toString() {
        return "KafkaSection[client=" + client.keySet() + "]";
    }

    /** Returns the brokers that clients ask first. */
    public String bootstrapServers() {
        return client.getOrDefault(BOOTSTRAP_SERVERS, LOCAL_BROKER);
    }

    /** Returns the settings of a producer of posts. */
    public Map<String, Object> producer() {
        Map<String, Object> properties = new HashMap<>(DEFAULTS);
        properties.putAll(client);
        properties.putAll(OURS);
        return properties;
    }

    /** Returns the settings of an admin client. */
    public Map<String, Object> admin() {
        return new HashMap<>(client);
    }
}

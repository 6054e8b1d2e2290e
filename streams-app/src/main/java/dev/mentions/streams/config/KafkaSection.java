package dev.mentions.streams.config;

import static java.util.Objects.requireNonNull;

import dev.mentions.service.HostName;
import dev.mentions.service.Settings;
import dev.mentions.service.SettingsException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How to reach Kafka and what this instance is there.
 *
 * @param bootstrapServers as Kafka's {@code bootstrap.servers}
 * @param clientProperties passed on to Streams and its clients as they are
 * @param groupProtocol how instances share the partitions
 * @param instanceId what this instance is called for ever, also after a restart; no other may be called so
 * @param standbyReplicas how many other instances keep a copy of each state store
 * @param commitInterval how often a transaction ends, at least 1 ms
 */
public record KafkaSection(
        String bootstrapServers,
        Map<String, String> clientProperties,
        GroupProtocol groupProtocol,
        String instanceId,
        int standbyReplicas,
        Duration commitInterval) {

    private static final Pattern INSTANCE_ID = Pattern.compile("[A-Za-z0-9._-]{1,200}");

    /** What exactness rests on, or what has a key of its own here. */
    private static final Set<String> OWNED = Set.of(
            "application.id",
            "auto.offset.reset",
            "commit.interval.ms",
            "ensure.explicit.internal.resource.naming",
            "errors.dead.letter.queue.topic.name",
            "deserialization.exception.handler",
            "group.id",
            "group.instance.id",
            "group.protocol",
            "num.standby.replicas",
            "num.stream.threads",
            "processing.exception.handler",
            "processing.guarantee",
            "production.exception.handler",
            "rocksdb.config.setter",
            "state.dir",
            "statestore.cache.max.bytes",
            "topology.optimization");

    public KafkaSection {
        requireNonNull(bootstrapServers, "bootstrapServers");
        requireNonNull(groupProtocol, "groupProtocol");
        clientProperties = Map.copyOf(clientProperties);
        if (!INSTANCE_ID.matcher(instanceId).matches()) {
            throw new SettingsException(
                    "instance.id is '" + instanceId + "', which is not 1 to 200 of letters, digits, '.', '_' and '-'");
        }
        if (commitInterval.toMillis() < 1) {
            throw new SettingsException("commit.interval is " + commitInterval + ", which is not at least 1ms");
        }
    }

    static KafkaSection from(Settings settings) {
        String bootstrapServers = settings.text("kafka.bootstrap.servers", "127.0.0.1:9092");
        Map<String, String> clientProperties = new HashMap<>(settings.passThrough("kafka.", OWNED));
        clientProperties.remove("bootstrap.servers");
        return new KafkaSection(
                bootstrapServers,
                clientProperties,
                settings.choice("group.protocol", GroupProtocol.CLASSIC),
                settings.find("instance.id").orElseGet(() -> HostName.own().replaceAll("[^A-Za-z0-9._-]", "-")),
                settings.integer("standby.replicas", 0, 0, 10),
                settings.duration("commit.interval", Duration.ofSeconds(1)));
    }

    /** Names the settings that are passed on only: their values may be passwords. */
    @Override
    public String toString() {
        return "KafkaSection[bootstrapServers=" + bootstrapServers + ", clientProperties=" + clientProperties.keySet()
                + ", groupProtocol=" + groupProtocol + ", instanceId=" + instanceId + ", standbyReplicas="
                + standbyReplicas + ", commitInterval=" + commitInterval + "]";
    }
}

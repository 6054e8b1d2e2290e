package dev.mentions.sink.config;

import static java.util.Objects.requireNonNull;

import dev.mentions.contract.ConsumerGroups;
import dev.mentions.contract.Generation;
import dev.mentions.service.FirestoreSection;
import dev.mentions.service.Settings;
import dev.mentions.service.SettingsException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * Everything the sink is told. docs/CONFIG.md lists the keys.
 *
 * @param name part of the fences' ids and the group's; one name is one set of counts in one database
 * @param generation whose counts topic is read and whose documents are written
 * @param kafka settings for every Kafka client, without the prefix
 * @param windowRetention how long after its end a window's documents are kept; zero for ever
 */
public record SinkConfig(
        String name,
        Generation generation,
        Map<String, String> kafka,
        FirestoreConfig firestore,
        FlushConfig flush,
        Duration windowRetention,
        RampPolicy ramp) {

    /** What the fence protocol rests on is not for others to set. */
    private static final Set<String> OWNED = Set.of(
            ConsumerConfig.GROUP_ID_CONFIG,
            ConsumerConfig.GROUP_PROTOCOL_CONFIG,
            ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
            ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG);

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,49}");

    private static final int MAX_GENERATION = 1_000_000;

    public SinkConfig {
        requireNonNull(generation, "generation");
        kafka = Map.copyOf(kafka);
        requireNonNull(firestore, "firestore");
        requireNonNull(flush, "flush");
        requireNonNull(windowRetention, "windowRetention");
        requireNonNull(ramp, "ramp");
        if (!NAME.matcher(name).matches()) {
            throw new SettingsException(
                    "sink.name is '" + name + "', which is not 1 to 50 of a-z, 0-9 and hyphen, a letter first");
        }
    }

    /**
     * Reads every key.
     *
     * @throws SettingsException when something is missing or wrong
     */
    public static SinkConfig from(Settings settings) {
        Map<String, String> kafka = new HashMap<>(settings.passThrough("kafka.", OWNED));
        kafka.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.text("kafka.bootstrap.servers", "127.0.0.1:9092"));
        FirestoreSection database = FirestoreSection.from(settings);
        return new SinkConfig(
                settings.text("sink.name", "mentions"),
                new Generation(settings.integer("generation", 1, 1, MAX_GENERATION)),
                kafka,
                new FirestoreConfig(database, settings.duration("commit.deadline", Duration.ofSeconds(25))),
                new FlushConfig(
                        settings.integer("flush.documents", 200, 1, 400),
                        settings.duration("flush.linger", Duration.ofMillis(100))),
                settings.duration("window.retention", Duration.ofDays(400)),
                settings.choice("ramp", database.isEmulated() ? RampPolicy.OFF : RampPolicy.ON));
    }

    /** Names the Kafka settings only: their values may be passwords. */
    @Override
    public String toString() {
        return "SinkConfig[name=" + name + ", generation=" + generation + ", kafka=" + kafka.keySet() + ", firestore="
                + firestore + ", flush=" + flush + ", windowRetention=" + windowRetention + ", ramp=" + ramp + "]";
    }

    /** Returns the consumer group, which is also what lag tools ask for. */
    public String groupId() {
        return ConsumerGroups.sink(name, generation);
    }
}

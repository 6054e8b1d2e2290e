package dev.mentions.streams.config;

import static java.util.Objects.requireNonNull;

import dev.mentions.contract.Generation;
import dev.mentions.contract.Topics;
import dev.mentions.service.Settings;
import dev.mentions.service.SettingsException;
import java.nio.file.Path;

/**
 * Everything that can be configured. Its name keeps it apart from Kafka's own {@code StreamsConfig}.
 *
 * @param role which applications run
 * @param generation which generation of counts they make
 * @param scope which part of the posts that generation counts
 */
public record StreamsAppConfig(
        Role role,
        Generation generation,
        ScopeSection scope,
        KafkaSection kafka,
        TopicsSection topics,
        ExtractSection extract,
        CountSection count,
        StateSection state) {

    public StreamsAppConfig {
        requireNonNull(role, "role");
        requireNonNull(generation, "generation");
        requireNonNull(scope, "scope");
        requireNonNull(kafka, "kafka");
        requireNonNull(topics, "topics");
        requireNonNull(extract, "extract");
        requireNonNull(count, "count");
        requireNonNull(state, "state");
        // What was emitted may be forgotten only when a commit, hence a flush of the cache, lies between two rounds.
        if (count.cleanUpInterval().compareTo(kafka.commitInterval().multipliedBy(2)) < 0) {
            throw new SettingsException("count.clean-up.interval is " + count.cleanUpInterval()
                    + ", which is not at least twice commit.interval, " + kafka.commitInterval());
        }
    }

    /**
     * Reads every key.
     *
     * @throws SettingsException when one is wrong
     */
    public static StreamsAppConfig from(Settings settings) {
        return new StreamsAppConfig(
                settings.choice("role", Role.BOTH),
                new Generation(settings.integer("generation", 1, 1, Integer.MAX_VALUE)),
                ScopeSection.from(settings),
                KafkaSection.from(settings),
                TopicsSection.from(settings),
                ExtractSection.from(settings),
                CountSection.from(settings),
                StateSection.from(settings));
    }

    /** Returns this with another role. */
    public StreamsAppConfig withRole(Role role) {
        return new StreamsAppConfig(role, generation, scope, kafka, topics, extract, count, state);
    }

    /** Returns the topics of the generation. */
    public Topics topicNames() {
        return new Topics(generation);
    }

    /** Returns whether this instance keeps a read model of all counts. */
    public boolean hasView() {
        return role.counts() && count.view();
    }

    /** Returns where the read model of the generation is, beside what Kafka Streams keeps. */
    public Path viewDirectory() {
        return state.directory().resolve(generation.name("mentions-counts-view", '-'));
    }

    /** Returns the application id, and so the consumer group, of the extraction. */
    public String extractApplicationId() {
        return extractApplicationId(generation);
    }

    /** Returns the application id, and so the consumer group, of a generation's extraction. */
    public static String extractApplicationId(Generation generation) {
        return generation.name("mentions-extract", '-');
    }

    /** Returns the application id, and so the consumer group, of the counting. */
    public String countApplicationId() {
        return countApplicationId(generation);
    }

    /** Returns the application id, and so the consumer group, of a generation's counting. */
    public static String countApplicationId(Generation generation) {
        return generation.name("mentions-count", '-');
    }
}

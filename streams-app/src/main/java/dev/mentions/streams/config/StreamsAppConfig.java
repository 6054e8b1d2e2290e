package dev.mentions.streams.config;

import static java.util.Objects.requireNonNull;

import dev.mentions.contract.ConsumerGroups;
import dev.mentions.contract.CountingScope;
import dev.mentions.contract.Generation;
import dev.mentions.contract.Topics;
import dev.mentions.service.Settings;
import dev.mentions.service.SettingsException;
import dev.mentions.service.TopicsSection;
import java.nio.file.Path;

/**
 * Everything that can be configured. Its name keeps it apart from Kafka's own {@code StreamsConfig}.
 *
 * @param role which applications run
 * @param generation which generation of counts they make
 * @param extraction the generation that finds the names they count: itself, unless it counts anew what another one finds
 * @param scope which part of the posts that generation counts
 */
public record StreamsAppConfig(
        Role role,
        Generation generation,
        Generation extraction,
        CountingScope scope,
        KafkaSection kafka,
        TopicsSection topics,
        ExtractSection extract,
        CountSection count,
        StateSection state) {

    public StreamsAppConfig {
        requireNonNull(role, "role");
        requireNonNull(generation, "generation");
        requireNonNull(extraction, "extraction");
        requireNonNull(scope, "scope");
        requireNonNull(kafka, "kafka");
        requireNonNull(topics, "topics");
        requireNonNull(extract, "extract");
        requireNonNull(count, "count");
        requireNonNull(state, "state");
    }

    /**
     * Reads every key.
     *
     * @throws SettingsException when one is wrong
     */
    public static StreamsAppConfig from(Settings settings) {
        int generation = settings.integer("generation", 1, 1, Integer.MAX_VALUE);
        return new StreamsAppConfig(
                settings.choice("role", Role.BOTH),
                new Generation(generation),
                new Generation(settings.integer("extract.generation", generation, 1, Integer.MAX_VALUE)),
                ScopeSection.from(settings),
                KafkaSection.from(settings),
                TopicsSection.from(settings),
                ExtractSection.from(settings),
                CountSection.from(settings),
                StateSection.from(settings));
    }

    /** Returns this with another role. */
    public StreamsAppConfig withRole(Role role) {
        return new StreamsAppConfig(role, generation, extraction, scope, kafka, topics, extract, count, state);
    }

    /** Returns the topics of the generation. */
    public Topics topicNames() {
        return new Topics(generation, extraction);
    }

    /** Returns which posts are extracted: all of them where another generation counts them as well. */
    public CountingScope extractionScope() {
        return generation.equals(extraction) ? scope : CountingScope.ALL;
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
        return ConsumerGroups.extract(extraction);
    }

    /** Returns the application id, and so the consumer group, of the counting. */
    public String countApplicationId() {
        return ConsumerGroups.count(generation);
    }
}

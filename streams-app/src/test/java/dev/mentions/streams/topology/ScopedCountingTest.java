package dev.mentions.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mentions.contract.CountDocuments;
import dev.mentions.contract.CountKey;
import dev.mentions.contract.CountUpdate;
import dev.mentions.contract.EntityKey;
import dev.mentions.contract.EntityKind;
import dev.mentions.contract.Mention;
import dev.mentions.contract.TopicSpec;
import dev.mentions.streams.TestConfigs;
import dev.mentions.streams.config.StreamsAppConfig;
import dev.mentions.streams.runtime.StreamsProperties;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A generation that counts a part of the mentions, and those that another one has found. */
class ScopedCountingTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final EntityKey ARTICLE = EntityKey.articles("p");
    private static final EntityKey ADA = new EntityKey("p", EntityKind.PERSON, "ada");
    private static final EntityKey ROME = new EntityKey("p", EntityKind.LOCATION, "rome");
    private static final EntityKey ELSEWHERE = new EntityKey("q", EntityKind.PERSON, "ada");

    @TempDir
    Path stateDirectory;

    @Test
    void shouldCountOnlyTheKindsThatAreWantedAndArticles() {
        assertThat(counted("scope.kinds", "person", ARTICLE, ADA, ROME)).containsExactly(ARTICLE, ADA);
    }

    @Test
    void shouldCountOnlyThePublicationsThatAreWanted() {
        assertThat(counted("scope.publication-ids", CountDocuments.publicationId("q"), ARTICLE, ADA, ELSEWHERE))
                .containsExactly(ELSEWHERE);
    }

    @Test
    void shouldCountWhatAnotherGenerationHasFound() {
        StreamsAppConfig config = TestConfigs.of(stateDirectory, "generation", "3", "extract.generation", "2");

        assertThat(config.topicNames().entities().name()).isEqualTo("mentions.entities.v1.g2");
        assertThat(config.topicNames().counts().name()).isEqualTo("mentions.counts.v1.g3");
        assertThat(counted(config, ARTICLE, ADA)).containsExactly(ARTICLE, ADA);
    }

    @Test
    void shouldCountAPartOfWhatAnotherGenerationHasFound() {
        StreamsAppConfig config =
                TestConfigs.of(stateDirectory, "generation", "3", "extract.generation", "2", "scope.kinds", "person");

        assertThat(counted(config, ARTICLE, ADA, ROME)).containsExactly(ARTICLE, ADA);
    }

    private List<EntityKey> counted(String key, String value, EntityKey... mentions) {
        return counted(TestConfigs.of(stateDirectory, key, value), mentions);
    }

    /** Returns the keys of the mentions that are counted. */
    private static List<EntityKey> counted(StreamsAppConfig config, EntityKey... mentions) {
        try (TopologyFixture fixture = new TopologyFixture(
                config, (c, metrics) -> new CountTopology(c, metrics).build(), StreamsProperties::forCount)) {
            TopicSpec<EntityKey, Mention> entities = config.topicNames().entities();
            TestInputTopic<EntityKey, Mention> input = fixture.driver.createInputTopic(
                    entities.name(),
                    entities.key().serializer(),
                    entities.value().serializer());
            TopicSpec<CountKey, CountUpdate> counts = config.topicNames().counts();
            TestOutputTopic<CountKey, CountUpdate> output = fixture.driver.createOutputTopic(
                    counts.name(), counts.key().deserializer(), counts.value().deserializer());
            for (EntityKey mention : mentions) {
                input.pipeInput(mention, new Mention("post", 1, "A name", NOON), NOON);
            }
            return output.readKeyValuesToList().stream()
                    .map(count -> count.key.entityKey())
                    .toList();
        }
    }
}

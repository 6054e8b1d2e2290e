package dev.mentions.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mentions.contract.CountDocuments;
import dev.mentions.contract.EntityKey;
import dev.mentions.contract.Mention;
import dev.mentions.contract.Post;
import dev.mentions.contract.PublicationKey;
import dev.mentions.contract.TopicSpec;
import dev.mentions.service.trace.RecordTracer;
import dev.mentions.streams.LabelExtractor;
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

/** A generation that counts a part of the posts. */
class ScopedExtractionTest {

    private static final Instant ACCEPTED = Instant.parse("2026-11-20T12:00:00Z");

    @TempDir
    Path stateDirectory;

    @Test
    void shouldLeaveOutWhatStandsAtOrAfterItsEnd() {
        assertThat(postIds("scope.until-offsets", "0:2", post("a", "P", "x"), post("b", "P", "x"), post("c", "P", "x")))
                .containsExactly("a", "b");
        assertThat(postIds("scope.until-offsets", "1:0", post("a", "P", "x"))).containsExactly("a");
    }

    @Test
    void shouldCountNothingOfAPartitionThatEndsAtItsBeginning() {
        assertThat(postIds("scope.until-offsets", "1:9, 0:0", post("a", "P", "x")))
                .isEmpty();
    }

    @Test
    void shouldLeaveOutOtherPublications() {
        String ids =
                CountDocuments.publicationId(PublicationKey.of("Post, The")) + "," + CountDocuments.publicationId("q");

        assertThat(postIds(
                        "scope.publication-ids",
                        ids,
                        post("a", "POST, the ", "x"),
                        post("b", "Post", "x"),
                        post("c", "Q", "x")))
                .containsExactly("a", "c");
    }

    @Test
    void shouldExtractAllPostsForAnotherGenerationThatCountsAPart() {
        assertThat(postIds(
                        TestConfigs.of(
                                stateDirectory,
                                "generation",
                                "2",
                                "extract.generation",
                                "1",
                                "scope.publication-ids",
                                CountDocuments.publicationId("q")),
                        post("a", "P", "x"),
                        post("b", "Q", "x")))
                .containsExactly("a", "b");
    }

    private List<String> postIds(String key, String value, Post... posts) {
        return postIds(TestConfigs.of(stateDirectory, key, value), posts);
    }

    private static List<String> postIds(StreamsAppConfig config, Post... posts) {
        try (TopologyFixture fixture = new TopologyFixture(
                config,
                (c, metrics) -> new ExtractTopology(c, LabelExtractor::new, metrics, RecordTracer.NONE).build(),
                StreamsProperties::forExtract)) {
            TopicSpec<String, Post> topic = config.topicNames().posts();
            TestInputTopic<String, Post> input = fixture.driver.createInputTopic(
                    topic.name(), topic.key().serializer(), topic.value().serializer());
            TopicSpec<EntityKey, Mention> entities = config.topicNames().entities();
            TestOutputTopic<EntityKey, Mention> output = fixture.driver.createOutputTopic(
                    entities.name(),
                    entities.key().deserializer(),
                    entities.value().deserializer());
            for (Post post : posts) {
                input.pipeInput(post.id(), post, ACCEPTED);
            }
            return output.readValuesToList().stream().map(Mention::postId).toList();
        }
    }

    private static Post post(String id, String publication, String content) {
        return new Post(id, publication, null, null, null, content);
    }
}

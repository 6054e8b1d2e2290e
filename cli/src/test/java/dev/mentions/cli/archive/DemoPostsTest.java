package dev.mentions.cli.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mentions.contract.Post;
import dev.mentions.producer.validate.Accepted;
import dev.mentions.producer.validate.PostParser;
import dev.mentions.producer.validate.PostValidator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DemoPostsTest {

    @Test
    void shouldBeFourWeeksOfEightPublicationsThatTheProducerTakes() throws Exception {
        PostParser parser = new PostParser(PostParser.DEFAULT_MAX_BYTES);
        List<Post> posts = DemoPosts.read().stream()
                .map(row -> PostValidator.validate(parser.parse(row.json()), Instant.now()))
                .map(verdict -> ((Accepted) verdict).post())
                .toList();

        assertThat(posts).hasSizeGreaterThanOrEqualTo(120);
        assertThat(posts.stream().map(Post::id)).doesNotHaveDuplicates();
        assertThat(posts.stream().map(Post::publication).distinct()).hasSize(8);
        assertThat(posts)
                .allSatisfy(post -> assertThat(post.content().split("\\s+")).hasSizeBetween(80, 400));
        List<Instant> times = posts.stream()
                .map(Post::publishedAt)
                .map(Objects::requireNonNull)
                .sorted()
                .toList();
        assertThat(Duration.between(times.get(0), times.get(times.size() - 1)))
                .isBetween(Duration.ofDays(26), Duration.ofDays(28));
    }
}

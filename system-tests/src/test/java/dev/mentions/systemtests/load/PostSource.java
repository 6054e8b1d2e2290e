package dev.mentions.systemtests.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mentions.cli.archive.DemoPosts;
import dev.mentions.cli.archive.Row;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/**
 * Makes posts out of the paragraphs of the demo's posts: names that recur, publications of any spelling, and days of
 * publication that move on, with stragglers far behind. For one thread.
 */
final class PostSource {

    /** Two spellings each of two keys among them, and what must not become a path. */
    private static final List<String> PUBLICATIONS = List.of(
            "The Touchline",
            "the touchline ",
            "Harbour Gazette",
            "../a/b",
            "__x__",
            "\u00dcn\u00ef \uD83D\uDE00",
            "\u6771\u4eac\u65b0\u805e",
            "N",
            "n");

    private static final Instant FIRST_DAY = Instant.parse("2016-03-01T00:00:00Z");
    private static final Duration SPREAD = Duration.ofDays(3);
    private static final int POSTS_A_DAY = 500;
    private static final int STRAGGLERS = 20;

    private static final JsonMapper MAPPER = new JsonMapper();

    private final Random random;
    private final String prefix;
    private final List<String> paragraphs;
    private int made;

    /**
     * @param prefix of every id, different for each source
     */
    PostSource(Random random, String prefix) throws IOException {
        this.random = random;
        this.prefix = prefix;
        this.paragraphs = DemoPosts.read().stream()
                .map(Row.Json::json)
                .map(PostSource::content)
                .flatMap(content -> content.lines().filter(line -> !line.isBlank()))
                .toList();
    }

    /** Returns a post that was not made before. */
    SentPost next() {
        String id = prefix + "-" + made++;
        ObjectNode post = MAPPER.createObjectNode();
        String publication = PUBLICATIONS.get(random.nextInt(PUBLICATIONS.size()));
        // Without an id the producer derives one from the content, which therefore has to be new.
        boolean named = random.nextInt(5) > 0;
        if (named) {
            post.put("id", id);
        }
        post.put("publication", publication);
        post.put("content", text() + (named ? "" : " (" + id + ")"));
        post.put("publishedAt", moment().toString());
        return new SentPost(post);
    }

    /** Returns a post of the same identity that tells of something else: it must never count. */
    SentPost changed(SentPost accepted) {
        ObjectNode post = accepted.json().deepCopy();
        post.put("content", text()).put("publishedAt", moment().toString());
        return new SentPost(post);
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            text.append(paragraphs.get(random.nextInt(paragraphs.size()))).append("\n\n");
        }
        return text.toString().strip();
    }

    private Instant moment() {
        Instant front = FIRST_DAY.plus(Duration.ofDays(1).multipliedBy(made).dividedBy(POSTS_A_DAY));
        Instant moment = front.minusMillis(random.nextLong(SPREAD.toMillis()));
        return random.nextInt(STRAGGLERS) == 0 ? moment.minus(Duration.ofDays(30)) : moment;
    }

    private static String content(byte[] json) {
        try {
            JsonNode post = MAPPER.readTree(json);
            return post.path("content").asText();
        } catch (IOException e) {
            throw new IllegalStateException("The demo's posts are not JSON", e);
        }
    }

    /**
     * A post as a client sends it.
     *
     * @param json with or without an id
     */
    record SentPost(ObjectNode json) {

        byte[] bytes() {
            try {
                return MAPPER.writeValueAsBytes(json);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("A tree can be written", e);
            }
        }

        boolean named() {
            return json.has("id");
        }
    }
}

package dev.mentions.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class JsonSerdeTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private final JsonSerde<Post> posts = new JsonSerde<>(Post.class);

    @Test
    void shouldReadWhatItWrote() {
        Post post =
                new Post("7", "Le Monde", "Titre", null, NOON, "Texte \uD83D\uDE00 \u05E9\u05DC\u05D5\u05DD \u0000");

        assertThat(posts.deserialize(null, posts.serialize(null, post))).isEqualTo(post);
    }

    @Test
    void shouldIgnoreAFieldItDoesNotKnow() {
        byte[] json = utf8("{\"id\":\"7\",\"publication\":\"P\",\"content\":\"C\",\"mood\":\"calm\"}");

        assertThat(posts.deserialize(null, json)).isEqualTo(new Post("7", "P", null, null, null, "C"));
    }

    @Test
    void shouldRefuseAMissingField() {
        assertThatThrownBy(() -> posts.deserialize(null, utf8("{\"id\":\"7\",\"publication\":\"P\"}")))
                .isInstanceOf(SerializationException.class)
                .hasMessageStartingWith("Not a Post in JSON: ");
    }

    @Test
    void shouldRefuseNullTextWithoutShowingIt() {
        assertThatThrownBy(() -> posts.deserialize(null, utf8("null"))).isInstanceOf(SerializationException.class);
        for (String text : List.of(
                "{\"secret text\"",
                "secret",
                "{\"id\":secret}",
                "{\"id\":\"7\",\"publication\":\"P\",\"content\":\"C\",\"publishedAt\":\"secret\"}")) {
            assertThatThrownBy(() -> posts.deserialize(null, utf8(text)))
                    .isInstanceOf(SerializationException.class)
                    .satisfies(error -> assertThat(stackTrace(error)).doesNotContain("secret"));
        }
    }

    @Test
    void shouldKeepATombstone() {
        assertThat(posts.serialize(null, null)).isNull();
        assertThat(posts.deserialize(null, null)).isNull();
    }

    /** Keys decide partitions and documents: a change of their bytes needs a new version of the topic. */
    @Test
    void shouldKeepTheBytesOfKeys() {
        EntityKey entity = new EntityKey("le monde", EntityKind.PERSON, "ada lovelace");

        assertThat(new JsonSerde<>(EntityKey.class).serialize(null, entity))
                .isEqualTo(utf8("{\"publication\":\"le monde\",\"kind\":\"PERSON\",\"entity\":\"ada lovelace\"}"));
        assertThat(new JsonSerde<>(CountKey.class).serialize(null, CountKey.of(entity, NOON)))
                .isEqualTo(utf8("{\"publication\":\"le monde\",\"kind\":\"PERSON\",\"entity\":\"ada lovelace\","
                        + "\"windowStart\":\"2026-11-20T12:00:00Z\"}"));
    }

    @Test
    void shouldWriteEveryCharacterAsItself() {
        EntityKey entity = new EntityKey("été \uD83D\uDE00", EntityKind.MISC, "שלום");

        assertThat(new JsonSerde<>(EntityKey.class).serialize(null, entity))
                .isEqualTo(utf8("{\"publication\":\"été \uD83D\uDE00\",\"kind\":\"MISC\",\"entity\":\"שלום\"}"));
    }

    @Test
    void shouldLeaveOutTheCountOfALateMention() {
        assertThat(new JsonSerde<>(CountUpdate.class).serialize(null, new CountUpdate(2, null, "Ada", NOON)))
                .isEqualTo(utf8("{\"delta\":2,\"displayName\":\"Ada\",\"windowEnd\":\"2026-11-20T12:00:00Z\"}"));
    }

    private static String stackTrace(Throwable error) {
        StringWriter text = new StringWriter();
        error.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

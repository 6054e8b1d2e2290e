package dev.mentions.streams.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mentions.contract.EntityKey;
import dev.mentions.contract.EntityKind;
import dev.mentions.contract.Mention;
import dev.mentions.contract.Post;
import dev.mentions.contract.PublicationKey;
import dev.mentions.ner.extract.Entity;
import dev.mentions.ner.extract.EntityExtractor;
import dev.mentions.ner.extract.EntityName;
import dev.mentions.ner.extract.EntityType;
import dev.mentions.ner.extract.NerModel;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostMentionsTest {

    private static final Instant ACCEPTED = Instant.parse("2026-11-20T12:00:00Z");
    private static final Post POST = new Post("1", "The Times", null, null, null, "text");

    @ParameterizedTest
    @EnumSource(EntityType.class)
    void shouldKeepEachTypeApart(EntityType type) {
        List<KeyedMention> mentions =
                PostMentions.of(POST, ACCEPTED, text -> List.of(new Entity(type, "key", "Name", 3)));

        assertThat(mentions).hasSize(2);
        assertThat(mentions.get(1).key().kind()).isEqualTo(EntityKind.valueOf(type.name()));
        assertThat(mentions.get(1).mention().count()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CNN", "\uFF23\uFF2E\uFF2E", " CNN ", "\uFEFFC\u200BNN"})
    void shouldShowAPublicationWithoutCompatibilityFormsAndInvisibleCharacters(String name) {
        Post post = new Post("1", name, null, null, null, "text");

        List<KeyedMention> mentions = PostMentions.of(post, ACCEPTED, text -> List.of());

        assertThat(mentions)
                .containsExactly(new KeyedMention(EntityKey.articles("cnn"), new Mention("1", 1, "CNN", ACCEPTED)));
    }

    /** Each module has its own list of invisible characters, because neither may use the other. */
    @Test
    void shouldDropFromEntitiesEveryCharacterThatIsDroppedFromPublications() {
        assertThat(IntStream.rangeClosed(0x80, Character.MAX_CODE_POINT)
                        .filter(codePoint -> codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE)
                        .filter(codePoint ->
                                PublicationKey.of(within(codePoint)).equals("ab"))
                        .filter(codePoint -> !EntityName.of(EntityType.PERSON, within(codePoint))
                                .map(EntityName::key)
                                .equals(Optional.of("ab")))
                        .mapToObj(Integer::toHexString))
                .isEmpty();
    }

    private static String within(int codePoint) {
        return "a" + Character.toString(codePoint) + "b";
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\uD83D", "half \uDE00"})
    void shouldRefuseANameThatCannotBeWritten(String name) {
        assertThatThrownBy(() -> PostMentions.of(POST, ACCEPTED, giving(name)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldRefuseANameWithoutEndAndTakeEmoji() {
        assertThatThrownBy(() -> PostMentions.of(POST, ACCEPTED, giving("a".repeat(1_001))))
                .isInstanceOf(IllegalStateException.class);
        assertThat(PostMentions.of(POST, ACCEPTED, giving("\uD83D\uDE00"))).hasSize(2);
    }

    @Test
    void shouldFindNamesWithTheBundledModel() {
        Post post = new Post(
                "1",
                "The Times",
                null,
                null,
                null,
                "Angela Merkel met Barack Obama in Berlin on Monday. Merkel smiled.");

        List<KeyedMention> mentions =
                PostMentions.of(post, ACCEPTED, NerModel.bundled().newExtractor());

        assertThat(mentions)
                .extracting(mention -> mention.key().kind())
                .contains(EntityKind.ARTICLE, EntityKind.PERSON, EntityKind.LOCATION);
        assertThat(mentions)
                .isEqualTo(PostMentions.of(post, ACCEPTED, NerModel.bundled().newExtractor()));
    }

    private static EntityExtractor giving(String name) {
        return text -> List.of(new Entity(EntityType.PERSON, name, name, 1));
    }
}

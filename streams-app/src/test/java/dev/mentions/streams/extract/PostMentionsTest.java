package dev.mentions.streams.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mentions.contract.EntityKind;
import dev.mentions.contract.Post;
import dev.mentions.ner.extract.Entity;
import dev.mentions.ner.extract.EntityExtractor;
import dev.mentions.ner.extract.EntityType;
import dev.mentions.ner.extract.NerModel;
import java.time.Instant;
import java.util.List;
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

package dev.mentions.ner.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntityNameTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "Ada Lovelace, ada lovelace",
                "ADA\u00A0 \tLOVELACE, ada lovelace",
                "Ada's, ada",
                "Ada\u2019s, ada",
                "the Lovelaces', the lovelaces",
                "O\u2019Neill, o'neill",
                "\u201CAda\u201D, ada",
                "(Ada), ada",
                "U.S., u.s",
                "Ｔｏｋｙｏ, tokyo",
                "İstanbul, i\u0307stanbul",
                "\uFB01nland, finland",
                "Disney+, disney+",
                "9/11, 9/11",
                "Ada\u0000Love\u200Blace, ada lovelace",
                "Ada\uD83D Lovelace, ada lovelace"
            })
    void shouldFoldFormsOfOneName(String surface, String key) {
        assertThat(EntityName.of(surface)).map(EntityName::key).contains(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "\u2019s'", "--", "+", "\u0000\u200B", "\uD83D", "\u0301"})
    void shouldTellWhatIsNoName(String surface) {
        assertThat(EntityName.of(surface)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "Ada\t  Lovelace\u2019s, Ada Lovelace\u2019s",
                "- Hall Corp., Hall Corp.",
                "\u201CAda\u201D, Ada",
                "U.S.), U.S.",
                "\u24B6, \u24B6"
            })
    void shouldDisplayWhatStoodThere(String surface, String displayed) {
        assertThat(EntityName.of(surface)).map(EntityName::displayName).contains(displayed);
    }

    @Test
    void shouldBoundLength() {
        assertThat(EntityName.of("x".repeat(200))).isPresent();
        assertThat(EntityName.of("x".repeat(201))).isEmpty();
        assertThat(EntityName.of("\uD835\uDD38".repeat(200)))
                .map(EntityName::key)
                .contains("a".repeat(200));
    }

    @Property
    void shouldBeItsOwnKey(@ForAll String surface) {
        Optional<String> key = EntityName.of(surface).map(EntityName::key);

        assertThat(key.flatMap(EntityName::of).map(EntityName::key)).isEqualTo(key);
    }

    @Property
    void shouldKeepKeysClean(@ForAll @StringLength(max = 40) String start, @ForAll @Size(max = 9) char[] broken) {
        EntityName.of("A" + start + new String(broken)).ifPresent(name -> {
            assertThat(name.key()).isNotEmpty();
            assertThat(name.key().codePointCount(0, name.key().length())).isLessThanOrEqualTo(200);
            assertThat((name.key() + name.displayName()).codePoints())
                    .noneMatch(c -> Character.isISOControl(c) || (c >= 0xD800 && c <= 0xDFFF));
        });
    }
}

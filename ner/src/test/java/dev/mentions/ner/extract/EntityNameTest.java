package dev.mentions.ner.extract;

import static dev.mentions.ner.extract.EntityType.MISC;
import static dev.mentions.ner.extract.EntityType.ORGANIZATION;
import static dev.mentions.ner.extract.EntityType.PERSON;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
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
                "ADA\u2019S, ada",
                "the Lovelaces', the lovelaces",
                "O\u2019Neill, o'neill",
                "O\u2018Neill, o'neill",
                "Jean\u2011Paul, jean-paul",
                "\u201CAda\u201D, ada",
                "(Ada), ada",
                "Ｔｏｋｙｏ, tokyo",
                "İstanbul, i\u0307stanbul",
                "\uFB01nland, finland",
                "Disney+, disney+",
                "9/11, 9/11",
                "J. R. Hall, j.r. hall",
                "J.R. Hall, j.r. hall",
                "Ada\u0000Love\u200Blace, ada lovelace",
                "Ada Love\uFE0Flace\uDB40\uDD00, ada lovelace",
                "\uFEFFAda Love\u034Flace\u3164, ada lovelace",
                "Ada\uD83D Lovelace, ada lovelace"
            })
    void shouldFoldFormsOfOneName(String surface, String key) {
        assertThat(EntityName.of(PERSON, surface)).map(EntityName::key).contains(key);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "President Barack Obama, Barack Obama",
                "Mr. Smith's, Smith",
                "Former Vice President Joe Hall, Joe Hall",
                "Lt. Gen. Ada Hall, Ada Hall",
                "General Ada Hall, Ada Hall",
                "General Hall, General Hall",
                "Sir Ada Hall, Ada Hall",
                "Sir Ada, Sir Ada",
                "Pope Francis, Pope Francis",
                "Queen Elizabeth II, Queen Elizabeth II",
                "Captain America, Captain America",
                "Dr. Dre, Dr. Dre",
                "Late Hall, Late Hall",
                "President, President",
                "Major, Major"
            })
    void shouldStripTitlesThatLeaveAName(String surface, String displayed) {
        assertThat(EntityName.of(PERSON, surface)).map(EntityName::displayName).contains(displayed);
        assertThat(EntityName.of(PERSON, surface)).map(EntityName::key).contains(key(displayed));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "the European Council, European Council, european council",
                "The Guardian, Guardian, guardian",
                "the The Hague, The Hague, the hague",
                "The Who, The Who, the who",
                "A.B.C., A.B.C., abc",
                "Theatre Royal, Theatre Royal, theatre royal"
            })
    void shouldStripTheArticleOfOtherNames(String surface, String displayed, String key) {
        assertThat(EntityName.of(ORGANIZATION, surface)).contains(new EntityName(ORGANIZATION, key, displayed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "\u2019s'", "--", "+", "\u0000\u200B", "\uD83D", "\u0301"})
    void shouldTellWhatIsNoName(String surface) {
        assertThat(EntityName.of(PERSON, surface)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "Ada\t  Lovelace\u2019s, Ada Lovelace",
                "- Hall Corp., Hall Corp.",
                "\u201CAda\u201D, Ada",
                "Y.Z.), Y.Z.",
                "\u24B6, A"
            })
    void shouldDisplayWhatStoodThere(String surface, String displayed) {
        assertThat(EntityName.of(MISC, surface)).map(EntityName::displayName).contains(displayed);
    }

    @Test
    void shouldBoundLength() {
        assertThat(EntityName.of(MISC, "x".repeat(200))).isPresent();
        assertThat(EntityName.of(MISC, "x".repeat(201))).isEmpty();
        assertThat(EntityName.of(MISC, "\uD835\uDD38".repeat(200)))
                .map(EntityName::key)
                .contains("a".repeat(200));
    }

    @Property
    void shouldBeItsOwnKey(@ForAll EntityType type, @ForAll("names") String surface) {
        EntityName.of(type, surface)
                .ifPresent(name -> assertThat(EntityName.of(name.type(), name.key()))
                        .hasValueSatisfying(again -> assertThat(again.key()).isEqualTo(name.key())));
    }

    @Property
    void shouldHaveFormsThatChangeNoMore(@ForAll EntityType type, @ForAll("names") String surface) {
        EntityName.of(type, surface)
                .ifPresent(name -> assertThat(EntityName.of(name.type(), name.displayName()))
                        .contains(name));
    }

    @Property
    void shouldKeepKeysClean(
            @ForAll EntityType type,
            @ForAll @StringLength(max = 40) String start,
            @ForAll @Size(max = 9) char[] broken) {
        EntityName.of(type, "A" + start + new String(broken)).ifPresent(name -> {
            assertThat(name.key()).isNotEmpty();
            assertThat(name.displayName()).isNotEmpty();
            assertThat(name.key().codePointCount(0, name.key().length())).isLessThanOrEqualTo(200);
            assertThat((name.key() + name.displayName()).codePoints())
                    .noneMatch(c -> Character.isISOControl(c) || (c >= 0xD800 && c <= 0xDFFF));
        });
    }

    @Provide
    Arbitrary<String> names() {
        Arbitrary<String> parts = Arbitraries.of(
                "the",
                "The",
                "Mr.",
                "President",
                "General",
                "Former",
                "Pope",
                "Ada",
                "A.",
                "B.",
                "U.S.",
                "US",
                "FBI",
                "'s",
                "\u2019",
                "\"",
                ",",
                "Hague",
                "-",
                "D.C.",
                "Washington,",
                "of",
                "\u00A8");
        return Arbitraries.oneOf(
                parts.list().ofMaxSize(6).map(words -> String.join(" ", words)),
                parts.list().ofMaxSize(4).map(words -> String.join("", words)),
                Arbitraries.strings().ofMaxLength(20));
    }

    private static String key(String displayed) {
        return displayed.toLowerCase(Locale.ROOT);
    }
}

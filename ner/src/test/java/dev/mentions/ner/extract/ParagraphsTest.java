package dev.mentions.ner.extract;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParagraphsTest {

    private static final String WRAPPED = "A line of this length was wrapped by a person or by a mail program,";

    @Test
    void shouldCollapseWhiteSpaceAndDropWhatSaysNothing() {
        assertThat(Paragraphs.of("  Ada\u00A0\t\u0000Love\u200Bla\u00ADce\uD83D \u200B "))
                .containsExactly("Ada Lovelace");
    }

    @Test
    void shouldJoinWrappedLines() {
        assertThat(Paragraphs.of(WRAPPED + "\r\n" + WRAPPED + "\nand ends here.\n"))
                .containsExactly(WRAPPED + " " + WRAPPED + " and ends here.");
    }

    @Test
    void shouldKeepHeadingsAndBlankLinesApart() {
        assertThat(Paragraphs.of("Rome\nParis fell\n" + WRAPPED + "\n\n" + WRAPPED + "\r\n\r\nend"))
                .containsExactly("Rome", "Paris fell", WRAPPED, WRAPPED, "end");
    }

    @Test
    void shouldEndAParagraphAtAWordThatIsNone() {
        assertThat(Paragraphs.of("Ada " + "x".repeat(101) + " Lovelace " + "y".repeat(100)))
                .containsExactly("Ada", "Lovelace " + "y".repeat(100));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "Love-/lace left, Lovelace left",
                "Love-/Lace left, Love-Lace left",
                "al-/qaida left, al-qaida left",
                "Love\u00AD/lace left, Lovelace left",
                "Anglo\u2011French, Anglo-French"
            })
    void shouldJoinWordsThatALineBreaks(String lines, String joined) {
        assertThat(Paragraphs.of(lines.replace("/", "\n"))).containsExactly(joined);
        assertThat(Paragraphs.of(lines.replace("/", "\r\n"))).containsExactly(joined);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ada -\nBob", "Ada-\n\nBob", "-\nBob", "Ada\nBob"})
    void shouldNotJoinOtherLines(String lines) {
        assertThat(Paragraphs.of(lines)).hasSize(2);
    }

    @Test
    void shouldEndALongParagraphAtASentence() {
        String sentence = "One two three four five. ";

        assertThat(Paragraphs.of(sentence.repeat(1_000)))
                .hasSizeGreaterThan(3)
                .allMatch(paragraph -> paragraph.endsWith("five."));
    }

    @Property
    void shouldBoundWordsAndParagraphs(@ForAll String text) {
        assertThat(Paragraphs.of(text.repeat(50))).allSatisfy(paragraph -> {
            assertThat(paragraph).isNotBlank().hasSizeLessThan(2 * Paragraphs.MAX_PARAGRAPH + Paragraphs.MAX_WORD + 1);
            assertThat(paragraph.split(" ")).allMatch(word -> !word.isEmpty() && word.length() <= Paragraphs.MAX_WORD);
        });
    }
}

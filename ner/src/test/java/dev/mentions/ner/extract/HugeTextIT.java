package dev.mentions.ner.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A million characters of what OpenNLP takes quadratic time or memory for, if it gets it as it is. The limit allows for
 * a slow, busy machine: half a million words take a second on a free core, and the quadratic readings hours.
 */
class HugeTextIT {

    private static final int LENGTH = 1_000_000;

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final EntityExtractor extractor = NerModel.bundled().newExtractor();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "Xy",
                " ",
                "\n",
                ".",
                "\u0000",
                "\uD83D",
                "\uD83D\uDE00",
                "\u05E9\u05DC\u05D5\u05DD ",
                "\u4E2D\u6587",
                "\u202E\u200B",
                "'s",
                "\"(",
                "U.S.",
                "a b ",
                "Ada Lovelace ",
                "Ada\nLovelace\n",
                "://",
                "e\u0301\u0301\u0301\u0301",
                "\uFDFA",
                "<",
                "<p ",
                "<a href=\"",
                "<!--",
                "<script>",
                "&",
                "&amp;",
                "&#8217",
                "](",
                "[a](",
                "**",
                "# ",
                "@a #B ",
                "a-\n",
                "WE ARE SHOUTING ",
                "We Are Capitalised ",
                "WE ARE LOUD. not so. ",
                "LONDON (Reuters) - ",
                "LONDON, NEW YORK ",
                "Mr. President ",
                "By A\n"
            })
    void shouldTakeLinearTime(String unit) {
        String text = unit.repeat(LENGTH / unit.length());

        assertTimeoutPreemptively(
                LIMIT, () -> assertThat(extractor.extract(text)).hasSizeLessThan(10_000));
    }

    @Test
    void shouldTakeAnyNumberOfNames() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; text.length() < LENGTH; i++) {
            String surname = "B" + Integer.toString(i, 26).replaceAll("[0-9]", "r");
            text.append("Angela ")
                    .append(surname)
                    .append(" met Mr. ")
                    .append(surname)
                    .append(" of the ");
            text.append(surname).append(" Rain Bank. ");
        }

        assertTimeoutPreemptively(
                LIMIT, () -> assertThat(extractor.extract(text.toString())).hasSizeLessThan(60_000));
    }

    @ParameterizedTest
    @ValueSource(ints = {99, 100, 101, 5_000})
    void shouldTakeWordsOfAnyLength(int length) {
        String text = ("X" + "y".repeat(length - 1) + " ").repeat(LENGTH / (length + 1));

        assertTimeoutPreemptively(
                LIMIT, () -> assertThat(extractor.extract(text)).hasSizeLessThan(10_000));
    }
}

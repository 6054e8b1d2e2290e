package dev.mentions.ner.extract;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "**Ada** and __Bob__ met ***Eve***^Ada and Bob met Eve",
                "see [Ada's page](/ada \"Rome\").^see Ada's page.",
                "![Ada](ada.png) here^Ada here",
                "[![Ada](a.png)](/b) here^Ada here",
                "## Ada in Rome^Ada in Rome",
                "> Ada wrote^Ada wrote",
            })
    void shouldTakeOutMarks(String both) {
        String[] parts = both.split("\\^");

        assertThat(Markdown.strip(parts[0])).isEqualTo(parts[1]);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2 * 3 * 4", "a_b_c", "[1] said (so)", "]( [", "a](b", "we are # 1", "a > b", "#Ada", "x~y"})
    void shouldKeepWhatIsNoMark(String text) {
        assertThat(Markdown.strip(text)).isEqualTo(text);
    }

    @Property
    void shouldTakeAnyText(
            @ForAll @StringLength(max = 60) @Chars({'[', ']', '(', ')', '!', '*', '_', '#', '>', ' ', '\n', 'a', 'B'})
                    String text) {
        assertThat(Markdown.strip(text).length()).isLessThanOrEqualTo(text.length());
    }
}

package dev.mentions.ner.extract;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlLeftoversTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '|',
            value = {
                "<b>A</b>da met <a href=\"/x?a=1>2\">Bob</a>~Ada met Bob",
                "Ada<wbr>Lovelace<sup>2</sup>~AdaLovelace2",
                "Ada <!-- Bob > Eve --> left~Ada  left",
                "Ada <!-- left~Ada  left",
                "Ada <script type=x>if (a < b) Bob()</script> left~Ada \\n\\n left",
                "Ada <STYLE>p { x }</STYLE > left~Ada \\n\\n left",
                "Ada <script>left~Ada \\n\\nleft",
                "<!DOCTYPE html><?xml a?>Ada~Ada",
                "Ada<o:p></o:p>~Ada",
                "AT&amp;T&nbsp;Inc.~AT&T\u00A0Inc.",
                "Ada&rsquo;s &#8217; &#x2019; &#146; &quot;&mdash;&eacute;~Ada\u2019s \u2019 \u2019 \u2019 \"\u2014\u00E9",
                "Ada&amp;nbsp;Lovelace &amp;#8217; AT&amp;amp;T~Ada\u00A0Lovelace \u2019 AT&T",
                "&lt;em&gt;Ada&lt;/em&gt;~Ada",
            })
    void shouldTakeOutMarkup(String text, String kept) {
        assertThat(HtmlLeftovers.strip(text)).isEqualTo(kept.replace("\\n", "\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ada<p>Bob", "Ada</p>Bob", "Ada<h1 class='x'>Bob", "Ada<td>Bob", "Ada<img src=x />Bob"})
    void shouldEndTheParagraphAtABlock(String text) {
        assertThat(Paragraphs.of(HtmlLeftovers.strip(text))).containsExactly("Ada", "Bob");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a < b and b > c",
                "a <b and c",
                "I <3 Ada",
                "R&D & AT&T; Q&A",
                "Ada <ada@example.org> wrote",
                "<Ada> said",
                "&unknown; &#; &#xZZ; &#99999999999;",
                "<",
                "</",
                "&",
                "a <p"
            })
    void shouldKeepWhatIsNoMarkup(String text) {
        assertThat(HtmlLeftovers.strip(text)).isEqualTo(text);
    }

    @Test
    void shouldNotEvenCopyPlainText() {
        String text = "Ada met Bob.";

        assertThat(HtmlLeftovers.strip(text)).isSameAs(text);
    }

    @Property
    void shouldTakeAnyText(
            @ForAll
                    @StringLength(max = 80)
                    @CharRange(from = 'a', to = 'c')
                    @Chars({'<', '>', '&', ';', '/', '!', '-', '#', 'x', '1', '"', '=', ' ', 'p', '\uD83D'})
                    String text) {
        assertThat(HtmlLeftovers.strip(text).length()).isLessThanOrEqualTo(2 * text.length());
    }
}

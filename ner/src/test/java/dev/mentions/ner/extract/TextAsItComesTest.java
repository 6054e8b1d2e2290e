package dev.mentions.ner.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names in texts that are not neat, by the bundled model. */
class TextAsItComesTest {

    private final EntityExtractor extractor = NerModel.bundled().newExtractor();

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '|',
            value = {
                "ANGELA MERKEL VISITS BERLIN AGAIN~Angela Merkel/Berlin",
                "Angela Merkel Visits Berlin Again~Angela Merkel/Berlin",
                "By JOHN SMITH, Staff Writer~John Smith",
                "<p>Angela&nbsp;Merkel&rsquo;s aide left <b>Ber</b>lin.</p>~Angela Merkel/Berlin",
                "**Angela Merkel** left [Berlin](https://example.org/Paris).~Angela Merkel/Berlin",
                "RT @AngelaMerkel: Thanks #Berlin2012! https://example.org/Paris~",
                "Write to Angela.Merkel@example.org or see www.London.example/Paris now.~",
                "WASHINGTON, D.C. (AP) \u2014 Angela Merkel left.~Washington, D.C./Angela Merkel",
            })
    void shouldFindTheNamesAndNoOthers(String text, String names) {
        List<String> expected = names == null ? List.of() : List.of(names.split("/"));

        assertThat(extractor.extract(text)).extracting(Entity::displayName).isEqualTo(expected);
    }
}

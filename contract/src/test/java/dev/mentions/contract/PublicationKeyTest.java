package dev.mentions.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicationKeyTest {

    @ParameterizedTest
    @CsvSource({"' The Times ', the times", "ＢＢＣ, bbc", "ÉCHOS, échos", "../x/__y__, ../x/__y__", "STRASSE, strasse"})
    void shouldFoldNamesOfTheSamePublication(String name, String key) {
        assertThat(PublicationKey.of(name)).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "C\u200BNN",
                "\uFEFFCNN",
                "\uFEFF CNN",
                "C\u00ADNN",
                "CN\u200D\u200CN",
                "\u202ECNN\u202C",
                "CNN\uFE0F",
                "C\u034FNN",
                "C\u3164NN",
                "C\u2060NN",
                "C\uFFF9NN",
                "\uDB40\uDC43CNN"
            })
    void shouldNotDependOnWhatIsInvisible(String name) {
        assertThat(PublicationKey.of(name)).isEqualTo("cnn");
    }

    @Test
    void shouldBeTheSameForANameWithJoinersAsWithout() {
        String newsOfToday = "\u062E\u0628\u0631\u0647\u0627\u06CC";

        assertThat(PublicationKey.of("\u062E\u0628\u0631\u200C\u0647\u0627\u06CC"))
                .isEqualTo(newsOfToday);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0308b", "\u06DD1", "a-b", "a'b", "a\u0323\u0307"})
    void shouldKeepWhatIsVisible(String name) {
        assertThat(PublicationKey.of(name)).isEqualTo(Normalizer.normalize(name, Normalizer.Form.NFKC));
    }

    @ParameterizedTest
    @ValueSource(strings = {" \u00A0\u3000", "\u200B\uFEFF", "\u3164"})
    void shouldBeEmptyForABlankName(String name) {
        assertThat(PublicationKey.of(name)).isEmpty();
    }

    @Property
    void shouldBeItsOwnKey(@ForAll String name) {
        String key = PublicationKey.of(name);

        assertThat(PublicationKey.of(key)).isEqualTo(key);
    }
}

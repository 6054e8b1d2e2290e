package dev.mentions.contract;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicationNameTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CNN",
                "\uFF23\uFF2E\uFF2E",
                " CNN\u3000",
                "\uFEFFC\u200BNN",
                "C\u00ADNN\u200E",
                "CN\u200DN\u200C",
                "CNN\uFE0F",
                "\u200CC\uFFA0NN"
            })
    void shouldLookAlikeForNamesThatAreOne(String name) {
        assertThat(PublicationName.displayed(name)).isEqualTo("CNN");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u062E\u0628\u0631\u200C\u0647\u0627",
                "\u0915\u094D\u200D\u0937",
                "\u2764\uFE0F News",
                "\uD83D\uDC69\u200D\uD83D\uDE80 News",
                "Le Monde",
                "cnn"
            })
    void shouldKeepWhatChangesHowANameLooks(String name) {
        assertThat(PublicationName.displayed(name)).isEqualTo(name);
    }

    @Property
    void shouldBeItsOwnDisplayedFormAndKeepTheKey(@ForAll String name) {
        String displayed = PublicationName.displayed(name);

        assertThat(PublicationName.displayed(displayed)).isEqualTo(displayed);
        assertThat(PublicationKey.of(displayed)).isEqualTo(PublicationKey.of(name));
    }
}

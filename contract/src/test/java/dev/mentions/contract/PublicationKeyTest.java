package dev.mentions.contract;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicationKeyTest {

    @ParameterizedTest
    @CsvSource({"' The Times ', the times", "ＢＢＣ, bbc", "ÉCHOS, échos", "../x/__y__, ../x/__y__", "STRASSE, strasse"})
    void shouldFoldNamesOfTheSamePublication(String name, String key) {
        assertThat(PublicationKey.of(name)).isEqualTo(key);
    }

    @Test
    void shouldBeEmptyForABlankName() {
        assertThat(PublicationKey.of(" \u00A0\u3000")).isEmpty();
    }

    @Property
    void shouldBeItsOwnKey(@ForAll String name) {
        String key = PublicationKey.of(name);

        assertThat(PublicationKey.of(key)).isEqualTo(key);
    }
}

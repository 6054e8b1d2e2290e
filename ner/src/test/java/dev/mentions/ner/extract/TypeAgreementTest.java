package dev.mentions.ner.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import opennlp.tools.util.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypeAgreementTest {

    @ParameterizedTest
    @CsvSource({
        "person location person, person person person",
        "location person person location person person, person person person person person person",
        "person location, person location",
        "person person location location misc, person person location location location",
        "location person person location person, location person person location person",
        "misc, misc"
    })
    void shouldFollowAClearMajority(String found, String agreed) {
        List<String[]> sentences = new ArrayList<>();
        List<Span[]> names = new ArrayList<>();
        for (String type : found.split(" ")) {
            sentences.add(new String[] {"said", "Hall"});
            names.add(new Span[] {new Span(1, 2, type)});
        }

        assertThat(TypeAgreement.of(sentences, names))
                .extracting(spans -> spans[0].getType())
                .containsExactly(agreed.split(" "));
        assertThat(names).extracting(spans -> spans[0].getType()).containsExactly(found.split(" "));
    }

    @Test
    void shouldLeaveOtherWordsAndLongerNames() {
        String[] words = {"Hall", "Hall", "Hall", "hall", "Hall", "Hall"};
        Span[] names = {
            new Span(0, 1, "person"),
            new Span(1, 2, "person"),
            new Span(3, 4, "location"),
            new Span(4, 6, "organization")
        };

        assertThat(TypeAgreement.of(List.<String[]>of(words), List.<Span[]>of(names)))
                .containsExactly(names);
    }
}

package dev.mentions.ner.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatelineTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "LONDON (Reuters) - Ada left.~LONDON",
                "WASHINGTON, D.C. (AP) \u2014 Ada left.~WASHINGTON, D.C.",
                "PARIS, Nov 3 (AFP) - Ada left.~PARIS",
                "BEIJING, Nov. 3, 2016 (Xinhua) -- Ada left.~BEIJING",
                "ROME, 3 March (ANSA) - Ada left.~ROME",
                "New York (CNN Business) Ada left.~New York",
                "RIO DE JANEIRO/ROME (Reuters) \u2013 Ada left.~RIO DE JANEIRO/ROME",
                "SPRINGFIELD, Ill. (AP): Ada left.~SPRINGFIELD, Ill.",
            })
    void shouldKnowAPlaceByItsAgency(String paragraph, String place) {
        assertThat(Dateline.of(paragraph)).hasValueSatisfying(dateline -> {
            assertThat(dateline.place()).isEqualTo(place);
            assertThat(dateline.isSure()).isTrue();
            assertThat(paragraph.substring(dateline.length())).isEqualTo("Ada left.");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"LONDON - Ada left.", "NEW YORK \u2014 Ada left.", "ADA SMITH (Labour) - Ada left."})
    void shouldLeaveDoubtWithoutAnAgency(String paragraph) {
        assertThat(Dateline.of(paragraph)).hasValueSatisfying(dateline -> {
            assertThat(dateline.isSure()).isFalse();
            assertThat(paragraph.substring(dateline.length())).isEqualTo("Ada left.");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Ada (Reuters photo) left.",
                "London - a city.",
                "Ada Smith (D) - a senator",
                "well (AP) - no",
                "U-turn in Rome",
                "UN-led talks failed"
            })
    void shouldTellWhatIsNoDateline(String paragraph) {
        assertThat(Dateline.of(paragraph)).isEmpty();
    }

    @Test
    void shouldFindThePlaceInItsUsualCaseAndNoAgency() {
        EntityExtractor extractor = NerModel.bundled().newExtractor();

        assertThat(extractor.extract("RIO DE JANEIRO (Reuters) - Rain fell."))
                .containsExactly(new Entity(EntityType.LOCATION, "rio de janeiro", "Rio de Janeiro", 1));
        assertThat(extractor.extract("Rome/PARIS, Nov 3 (AFP) - Rain fell."))
                .extracting(Entity::displayName)
                .isEqualTo(List.of("Rome", "Paris"));
    }

    @Property
    void shouldTakeAnyText(@ForAll String text) {
        Dateline.of("ROME" + text)
                .ifPresent(dateline -> assertThat(dateline.length()).isBetween(1, text.length() + 4));
    }
}

package dev.mentions.ner.extract;

import static dev.mentions.ner.extract.EntityType.LOCATION;
import static dev.mentions.ner.extract.EntityType.MISC;
import static dev.mentions.ner.extract.EntityType.ORGANIZATION;
import static dev.mentions.ner.extract.EntityType.PERSON;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AliasesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"U.S.", "US", "U.S", "USA", "U.S.A.", "the United States", "UNITED STATES of America", "U.S.'s"})
    void shouldKnowFormsOfOneCountry(String surface) {
        assertThat(EntityName.of(LOCATION, surface))
                .contains(new EntityName(LOCATION, "united states", "United States"));
    }

    @ParameterizedTest
    @CsvSource({
        "UK, United Kingdom",
        "the U.N., United Nations",
        "E.U., European Union",
        "F.B.I., FBI",
        "Federal Bureau of Investigation, FBI",
        "North Atlantic Treaty Organization, NATO",
        "D.C., 'Washington, D.C.'",
        "Ill., Illinois"
    })
    void shouldKnowAcronyms(String surface, String displayed) {
        assertThat(EntityName.of(LOCATION, surface))
                .map(EntityName::displayName)
                .contains(displayed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Us", "us", "Who", "Britain", "DC", "America", "Un", "Is"})
    void shouldNotGuess(String surface) {
        assertThat(EntityName.of(MISC, surface)).map(EntityName::displayName).contains(surface);
    }

    @Test
    void shouldSettleTheTypeOfWhatCannotBeAPerson() {
        assertThat(EntityName.of(ORGANIZATION, "Germany")).map(EntityName::type).contains(LOCATION);
        assertThat(EntityName.of(LOCATION, "NATO")).map(EntityName::type).contains(ORGANIZATION);
        assertThat(EntityName.of(PERSON, "India")).map(EntityName::type).contains(PERSON);
        assertThat(EntityName.of(PERSON, "US")).map(EntityName::key).contains("us");
    }

    @Test
    void shouldHaveRowsThatAreTheirOwnForms() {
        assertThat(Aliases.names()).isNotEmpty().allSatisfy(name -> {
            assertThat(EntityName.of(name.type(), name.displayName())).contains(name);
            assertThat(EntityName.of(name.type(), name.key())).contains(name);
        });
    }
}

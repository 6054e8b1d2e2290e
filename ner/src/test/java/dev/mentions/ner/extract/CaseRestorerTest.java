package dev.mentions.ner.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaseRestorerTest {

    private final CaseRestorer cases = new CaseRestorer(List.of(), UsualForms.bundled());

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '|',
            value = {
                "OBAMA VISITS BERLIN TO MEET MERKEL~Obama visits Berlin to meet Merkel",
                "Obama Visits Berlin To Meet Merkel~Obama visits Berlin to meet Merkel",
                "EU AND NATO LEADERS ASK US FOR HELP~EU and NATO leaders ask US for help",
                "ADA'S DOG DIDN'T SEE A HOUSEHOLD~Ada's dog didn't see a household",
                "JEAN-PAUL O'NEILL AND JOHN McCAIN LOSE~Jean-Paul O'Neill and John McCain lose",
                "U.S. SOLDIER J. A. SMITH RESIGNS~U.S. soldier J. A. Smith resigns",
                "RAIN IN 1990S AT THE 4TH G20~Rain in 1990s at the 4th G20",
                "\u201CWE LOST,\u201D SAYS ADA. THEY WON~\u201CWe lost,\u201D says Ada. They won",
                "THEY JOINED THE GREEN PARTY~They joined the Green Party",
                "THE LABOUR PARTY LOST THE PARTY~The Labour Party lost the party",
            })
    void shouldWriteHeadlinesAsSentences(String headline, String sentence) {
        assertThat(cases.restore(headline, 0, headline.length())).isEqualTo(sentence);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ada met Bob in the old town of Rome.",
                "NATO, EU",
                "USA, NATO, EU",
                "Ada Lovelace, Charles Babbage, Mary Somerville",
                "IBM",
                "x",
                ""
            })
    void shouldLeaveWhatIsNoHeadline(String text) {
        assertThat(cases.restore(text, 0, text.length())).isEqualTo(text);
    }

    @Test
    void shouldPreferTheFormsOfTheDocument() {
        CaseRestorer own = new CaseRestorer(
                List.of("Yesterday some people of the iShop met Mr Gold and Mr Gold left.", "THE ISHOP GOLD"),
                UsualForms.bundled());
        String headline = "GOLD LEAVES THE ISHOP";

        assertThat(own.restore(headline, 0, headline.length())).isEqualTo("Gold leaves the iShop");
        assertThat(cases.restore("NO " + headline, 0, 24)).isEqualTo("No gold leaves the Ishop");
    }

    @Test
    void shouldRestoreOnlyThePartAskedFor() {
        String text = "RAIN IN ROME AGAIN. RAIN IN ROME AGAIN.";

        assertThat(cases.restore(text, 20, text.length())).isEqualTo("RAIN IN ROME AGAIN. Rain in Rome again.");
    }

    @Test
    void shouldRestoreNamesWithoutLookingForOrdinaryWords() {
        assertThat(cases.restoreName("JOHN GREEN AND NEW DE YORK, D.C.", 0, 32))
                .isEqualTo("John Green and New de York, D.C.");
    }

    @Property
    void shouldMoveNoCharacter(@ForAll String start, @ForAll @Size(max = 20) char[] broken) {
        String text = (start + " A B C " + new String(broken)).toUpperCase(java.util.Locale.ROOT);

        String restored = cases.restore(text, 0, text.length());

        assertThat(restored).hasSameSizeAs(text);
        assertThat(cases.restoreName(text, 0, text.length())).hasSameSizeAs(text);
    }
}

package dev.mentions.dashboard.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mentions.contract.EntityKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Numbers that move while the page is open; nothing is loaded again by hand. */
class LiveIT {

    @RegisterExtension
    static final Stage STAGE = new Stage(Press::write);

    private final Browser browser = STAGE.browser();

    @Test
    void shouldMoveTheNumbersOfACardAndOfTheWhole() throws Exception {
        STAGE.open("");
        live();
        long whole = number(browser.text("#strip dd"));
        String articles = ".card:has(a[href*='" + Counts.id(Press.MONDE) + "']) .figures .big";
        long before = number(browser.text(articles));
        browser.script("window.sameDocument = true");

        STAGE.counts().articles(Press.MONDE, Press.LAST, 1_234).save();

        browser.until(() -> assertThat(number(browser.text(articles))).isEqualTo(before + 1_234));
        browser.until(() -> assertThat(number(browser.text("#strip dd"))).isEqualTo(whole + 1_234));
        assertThat(browser.script("return window.sameDocument")).isEqualTo(true);
    }

    @Test
    void shouldOfferTheNewOrderRatherThanMoveCardsAway() throws Exception {
        STAGE.open("");
        live();
        String last = browser.texts(".card h2").get(20);

        STAGE.counts().articles(last, Press.LAST, 100_000).save();
        browser.until(
                () -> assertThat(browser.find(".controls button").isDisplayed()).isTrue());
        assertThat(browser.texts(".card h2").get(20)).isEqualTo(last);
        browser.click(".controls button");

        assertThat(browser.texts(".card h2").get(0)).isEqualTo(last);
        assertThat(browser.find(".controls button").isDisplayed()).isFalse();
    }

    @Test
    void shouldMoveTheRankingOfAnOpenPublication() throws Exception {
        STAGE.open("?view=publication&id=" + Counts.id(Press.HERALD));
        live();
        String places = "section[aria-label=Places] .ranking li";
        assertThat(browser.texts(places)).containsExactly("Wales\n30");

        STAGE.counts()
                .mentions(Press.HERALD, Press.LAST, EntityKind.LOCATION, "Cardiff", 41)
                .save();

        browser.until(() -> assertThat(browser.texts(places)).containsExactly("Cardiff\n41", "Wales\n30"));
    }

    @Test
    void shouldKeepTheFocusWhenARankingMoves() throws Exception {
        STAGE.open("?view=publication&id=" + Counts.id(Press.ASAHI));
        live();
        browser.script("document.querySelector('section[aria-label=People] .ranking a').focus()");
        assertThat(browser.focused()).isEqualTo("a: 習近平");

        STAGE.counts()
                .mentions(Press.ASAHI, Press.FIRST, EntityKind.PERSON, "岸田文雄", 77)
                .save();

        browser.until(() -> assertThat(browser.texts("section[aria-label=People] .ranking a"))
                .containsExactly("岸田文雄", "習近平"));
        assertThat(browser.focused()).isEqualTo("a: 習近平");
    }

    @Test
    void shouldShowThatItIsNotConnectedAndGoOnWhenItIsAgain() throws Exception {
        STAGE.open("");
        live();
        int port = STAGE.root().getPort();

        STAGE.dashboard().close();
        browser.until(() -> assertThat(browser.text(".state")).startsWith("Not connected, trying again; numbers from"));
        assertThat(browser.texts(".card h2")).as("what was shown stays").hasSize(24);
        STAGE.counts().articles(Press.ASAHI, Press.LAST, 3).save();
        STAGE.startDashboard(port);

        String articles = ".card:has(a[href*='" + Counts.id(Press.ASAHI) + "']) .figures .big";
        browser.until(() -> assertThat(browser.text(articles)).isEqualTo("18"));
        live();
        assertThat(browser.complaints()).doesNotContain("Uncaught");
    }

    private void live() {
        browser.until(() -> assertThat(browser.text(".state")).isEqualTo("Live"));
        browser.until(() -> assertThat(browser.text("#strip dd")).isNotEmpty());
    }

    private static long number(String text) {
        return Long.parseLong(text.replace(",", ""));
    }
}

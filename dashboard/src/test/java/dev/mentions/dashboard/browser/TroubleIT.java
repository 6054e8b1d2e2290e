package dev.mentions.dashboard.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nothing there, or not now: the page says what to do. */
class TroubleIT {

    @RegisterExtension
    static final Stage STAGE = new Stage(counts -> {});

    private final Browser browser = STAGE.browser();

    @Test
    void shouldSayHowToCountSomethingAndShowItWhenItIsThere() throws Exception {
        STAGE.open("");
        assertThat(browser.text(".message")).contains("Nothing is counted yet", "./mentions load articles.csv");
        browser.screenshot("empty");

        STAGE.counts().articles("First Paper", Press.LAST, 1).save();

        browser.until(() -> assertThat(browser.texts(".card h2")).containsExactly("First Paper"));
        assertThat(browser.all(".message")).isEmpty();
    }

    @Test
    void shouldLeadOnFromAPublicationThatThereIsNot() {
        STAGE.open("?view=publication&id=" + Counts.id("no such paper"));
        assertThat(browser.find(".problem").getAttribute("role")).isEqualTo("alert");
        assertThat(browser.complaints()).contains("404");

        browser.follow(".problem", "All publications");

        assertThat(browser.text("main h1")).isEqualTo("Publications");
    }

    @Test
    void shouldOfferToTryAgainWhenTheDashboardDoesNotAnswer() throws Exception {
        STAGE.open("");
        int port = STAGE.root().getPort();
        STAGE.dashboard().close();
        browser.follow(".masthead", "Compare");
        browser.script("document.querySelector('.brand').click()");
        browser.until(() -> assertThat(browser.text(".problem"))
                .contains("The dashboard does not answer", "./mentions local", "Try again"));
        browser.screenshot("away");
        STAGE.startDashboard(port);

        browser.click(".problem button");

        browser.until(() -> assertThat(browser.text("main h1")).isEqualTo("Publications"));
        assertThat(browser.complaints()).contains("ERR_CONNECTION_REFUSED").doesNotContain("Uncaught");
    }
}

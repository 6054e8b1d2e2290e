package dev.mentions.dashboard.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The address holds the whole state. */
class AddressIT {

    @RegisterExtension
    static final Stage STAGE = new Stage(Press::write);

    private final Browser browser = STAGE.browser();

    @Test
    void shouldGoBackAndForwardThroughViews() {
        STAGE.open("?sort=name");
        browser.follow(".cards", Press.HERALD);
        browser.follow("main", Press.STARMER);
        browser.follow("main tbody", Press.MONDE);
        assertThat(browser.text("main h1")).isEqualTo(Press.MONDE);

        browser.back();
        assertThat(browser.text("main h1")).isEqualTo(Press.STARMER);
        browser.back();
        assertThat(browser.text("main h1")).isEqualTo(Press.HERALD);
        browser.back();
        assertThat(browser.address()).isEqualTo("/?sort=name");
        assertThat(browser.texts(".card h2")).startsWith(Press.MONDE);
        browser.forward();
        assertThat(browser.text("main h1")).isEqualTo(Press.HERALD);
    }

    @Test
    void shouldComeBackToWhereTheReaderWas() {
        STAGE.open("");
        browser.script("scrollTo(0, 900)");
        browser.script(
                "[...document.querySelectorAll('.card h2 a')].find((a) => a.getBoundingClientRect().top > 0).click()");
        browser.until(() -> assertThat(browser.texts("main h1")).doesNotContain("Publications"));
        assertThat(browser.script("return scrollY")).isEqualTo(0L);

        browser.back();

        browser.until(() ->
                assertThat((Long) browser.script("return Math.round(scrollY)")).isEqualTo(900L));
    }

    @Test
    void shouldShowToAnotherWhatALinkWasTakenFrom() {
        STAGE.open("?view=publication&id=" + Counts.id(Press.HERALD));
        browser.find("select[name=range]").sendKeys("Newest window");
        browser.until(
                () -> assertThat(browser.texts("section[aria-label=People] li")).hasSize(2));
        String link = browser.address().substring(1);
        List<String> shown = browser.texts(".columns");

        STAGE.open("");
        STAGE.open(link);

        browser.until(() -> assertThat(browser.texts(".columns")).isEqualTo(shown));
    }

    @Test
    void shouldShowTheOverviewForAViewThatThereIsNot() {
        STAGE.open("?view=constructor");

        assertThat(browser.text("main h1")).isEqualTo("Publications");
    }
}

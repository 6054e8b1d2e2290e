package dev.mentions.dashboard.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;

class CompareIT {

    private static final String SIDE = ".columns.three > section:nth-child(%d) li";

    @RegisterExtension
    static final Stage STAGE = new Stage(Press::write);

    private final Browser browser = STAGE.browser();

    @Test
    void shouldShowWhatEachWritesAboutThatTheOtherDoesNot() {
        STAGE.open("");
        browser.click("a[aria-label='Compare Northgate Herald with another']");
        assertThat(browser.text(".message h2")).isEqualTo("Choose two publications");
        choose(2, "monde");

        browser.until(
                () -> assertThat(browser.texts("main h2")).contains("Only Northgate Herald", "Both", "Only Le Monde"));
        assertThat(browser.texts(SIDE.formatted(1))).startsWith("Labour Party\n40", "Wales\n30", "Brexit\n20");
        assertThat(browser.texts(SIDE.formatted(2))).containsExactly("100\nKeir Starmer\n20");
        assertThat(browser.texts(SIDE.formatted(3)))
                .containsExactly("Emmanuel Macron\n50", "Paris\n40", "Union européenne\n30");
        assertThat(browser.address())
                .isEqualTo("/?view=compare&a=" + Counts.id(Press.HERALD) + "&b=" + Counts.id(Press.MONDE));
    }

    @Test
    void shouldNarrowToAKindAndARange() {
        STAGE.open("?view=compare&a=" + Counts.id(Press.HERALD) + "&b=" + Counts.id(Press.MONDE));
        browser.find(".pickers select").sendKeys("People");
        browser.set("input[name=from]", "2026-11-20");

        browser.until(() -> assertThat(browser.texts(SIDE.formatted(1))).containsExactly("Rachel Reeves\n9"));
        assertThat(browser.texts(SIDE.formatted(3))).containsExactly("Emmanuel Macron\n5");
    }

    @Test
    void shouldNotGuessBetweenPublications() {
        STAGE.open("?view=compare&a=" + Counts.id(Press.HERALD));
        choose(2, "town crier");

        browser.until(() -> assertThat(browser.script("return document.activeElement.validationMessage"))
                .isEqualTo("Several have that in their names: choose one"));
        assertThat(browser.address()).doesNotContain("b=");
    }

    private void choose(int which, String text) {
        String field = ".pickers label:nth-child(" + which + ") input";
        browser.type(field, text);
        browser.press(Keys.ENTER);
        browser.settled();
    }
}

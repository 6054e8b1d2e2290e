package dev.mentions.dashboard.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;

/** No mouse. */
class KeyboardIT {

    private static final int MOST_STOPS = 60;

    @RegisterExtension
    static final Stage STAGE = new Stage(Press::write);

    private final Browser browser = STAGE.browser();

    @Test
    void shouldReachEverythingInTheOrderItIsRead() {
        STAGE.open("");

        assertThat(stops(11))
                .containsExactly(
                        "a: Skip to the counts",
                        "a: Mentions",
                        "a: Publications",
                        "a: Compare",
                        "input: Find a person, organisation or place",
                        "button: Find",
                        "select: System\nLight\nDark",
                        "input: Search publications",
                        "select: Sort by",
                        "a: " + Press.HERALD,
                        "a: Compare Northgate Herald with another");
    }

    @Test
    void shouldShowWhereTheFocusIs() {
        STAGE.open("");
        for (int stop = 0; stop < 12; stop++) {
            browser.press(Keys.TAB);
            assertThat(browser.script("const style = getComputedStyle(document.activeElement);"
                            + "return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2"))
                    .as(browser.focused())
                    .isEqualTo(true);
        }
    }

    @Test
    void shouldSkipToTheCounts() {
        STAGE.open("");
        browser.press(Keys.TAB, Keys.ENTER);
        browser.until(() ->
                assertThat(browser.script("return document.activeElement.id")).isEqualTo("main"));

        browser.press(Keys.TAB);

        assertThat(browser.focused()).isEqualTo("input: Search publications");
    }

    @Test
    void shouldOpenAPublicationAndPageThroughItsNames() {
        STAGE.open("");
        tabTo("a: " + Press.HERALD);
        browser.press(Keys.ENTER);
        browser.until(() -> assertThat(browser.focused()).isEqualTo("h1: " + Press.HERALD));

        tabTo("a: All of People");
        browser.press(Keys.ENTER);
        browser.until(() -> assertThat(browser.focused()).isEqualTo("h2: Names in Northgate Herald"));
        browser.until(() -> assertThat(browser.texts("dialog .ranking li")).hasSize(50));
        tabTo("a: Next page");
        browser.press(Keys.ENTER);
        browser.until(() -> assertThat(browser.texts("dialog nav.pages span")).contains("Page 2"));
        browser.press(Keys.ESCAPE);

        browser.until(() -> assertThat(browser.all("dialog[open]")).isEmpty());
        browser.until(() -> assertThat(browser.focused()).isEqualTo("a: All of People"));
    }

    @Test
    void shouldNotLeaveTheOpenPanel() {
        STAGE.open("?view=publication&id=" + Counts.id(Press.MONDE) + "&words=all");
        browser.until(() -> assertThat(browser.texts("dialog .ranking li")).hasSize(4));

        for (int stop = 0; stop < 30; stop++) {
            browser.press(Keys.TAB);
            assertThat(
                            browser.script(
                                    "return document.activeElement === document.body || !!document.activeElement.closest('dialog')"))
                    .as(browser.focused())
                    .isEqualTo(true);
        }
    }

    private List<String> stops(int count) {
        List<String> stops = new ArrayList<>();
        for (int stop = 0; stop < count; stop++) {
            browser.press(Keys.TAB);
            stops.add(browser.focused());
        }
        return stops;
    }

    private void tabTo(String wanted) {
        List<String> seen = new ArrayList<>();
        for (int stop = 0; stop < MOST_STOPS; stop++) {
            browser.press(Keys.TAB);
            String focused = browser.focused();
            if (focused.equals(wanted)) {
                return;
            }
            seen.add(focused);
        }
        throw new AssertionError("the focus never came to " + wanted + " but to " + seen);
    }
}

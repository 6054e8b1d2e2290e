package dev.mentions.dashboard.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;

class OverviewIT {

    private static final String NAMES = ".card h2";
    private static final String SEARCH = "input[name=query]";

    @RegisterExtension
    static final Stage STAGE = new Stage(Press::write);

    private final Browser browser = STAGE.browser();

    @BeforeEach
    void open() {
        STAGE.open("");
    }

    @Test
    void shouldShowEachPublicationWithItsArticlesWindowsAndWords() {
        assertThat(browser.texts(NAMES)).startsWith(Press.HERALD, Press.MONDE, Press.ASAHI);
        assertThat(browser.text(".card .figures")).isEqualTo("200\narticles");
        assertThat(browser.find(".card svg.spark").getAttribute("aria-label"))
                .isEqualTo("Articles by window, 11 Nov 2026 to 20 Nov 2026: most 20 articles on 11 Nov 2026, last 20"
                        + " articles");
        assertThat(browser.all(".card:first-child svg.spark rect")).hasSize(Press.DAYS);
        browser.until(() -> assertThat(browser.script("return document.querySelector('.card img').naturalWidth"))
                .isEqualTo(320L));
    }

    @Test
    void shouldTellTheWholeAndHowFreshItIs() {
        assertThat(browser.text(".lead")).isEqualTo("362 articles in 30 publications");
        browser.until(() -> assertThat(browser.texts("#strip dl > div:not([hidden])"))
                .contains("articles\n362", "publications\n30", "generation\n1")
                .anyMatch(figure -> figure.matches("last counted\n(just now|\\d+ s ago)")));
        browser.until(() -> assertThat(browser.text(".state")).isEqualTo("Live"));
    }

    @Test
    void shouldFindPublicationsByAPartOfTheName() {
        browser.type(SEARCH, "crier 0");

        browser.until(
                () -> assertThat(browser.texts(NAMES)).hasSize(9).allMatch(name -> name.startsWith("Town Crier 0")));
        assertThat(browser.address()).isEqualTo("/?query=crier+0");
        assertThat(browser.text(".lead")).isEqualTo("362 articles in 30 publications; 9 with “crier 0” in the name");
    }

    @Test
    void shouldSayWhatToDoWhenNoPublicationIsFound() {
        browser.type(SEARCH, "no such paper");

        browser.until(() -> assertThat(browser.text(".message h2")).isEqualTo("No publication of that name"));
        browser.follow(".message", "Show all");
        assertThat(browser.texts(NAMES)).startsWith(Press.HERALD);
    }

    @Test
    void shouldSortByName() {
        browser.find("select[aria-label='Sort by']").sendKeys("Name");

        browser.until(() -> assertThat(browser.texts(NAMES)).startsWith(Press.MONDE, Press.HERALD, "Town Crier 01"));
        assertThat(browser.address()).isEqualTo("/?sort=name");
    }

    @Test
    void shouldShowMoreWhereThereAreMore() {
        assertThat(browser.texts(NAMES)).hasSize(24);

        browser.click(".bottom button");

        assertThat(browser.texts(NAMES)).hasSize(Press.PUBLICATIONS).doesNotHaveDuplicates();
        assertThat(browser.texts(".bottom button")).isEmpty();
    }

    @Test
    void shouldFindAName() {
        browser.type("#find input", "KEIR  starmer");
        browser.press(Keys.ENTER);

        browser.until(() -> assertThat(browser.text("main h1")).isEqualTo(Press.STARMER));
        assertThat(browser.text(".facts")).isEqualTo("mentions\n120\npublications\n2");
    }

    @Test
    void shouldSayThatNamesAreMatchedWhole() {
        browser.type("#find input", "Starmer");
        browser.press(Keys.ENTER);

        browser.until(() -> assertThat(browser.text(".message")).contains("Nobody writes", "matched whole"));
    }
}

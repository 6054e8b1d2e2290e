package dev.mentions.dashboard.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mentions.contract.EntityKind;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EntityIT {

    private static final String ROWS = "section[aria-label='Who writes about it most'] tbody tr";
    private static final String LINES = "section[aria-label='Over time'] ";

    @RegisterExtension
    static final Stage STAGE = new Stage(Press::write);

    private final Browser browser = STAGE.browser();

    @BeforeEach
    void open() {
        STAGE.open("?view=entity&id=" + Counts.id(EntityKind.PERSON, Press.STARMER));
    }

    @Test
    void shouldTellWhoWritesAboutItMost() {
        assertThat(browser.text("main h1")).isEqualTo(Press.STARMER);
        assertThat(cells(ROWS))
                .containsExactly(
                        List.of("Northgate Herald", "", "100", "50.0", "200", ""),
                        List.of("Le Monde", "", "20", "16.7", "120", ""));
        assertThat(browser.texts(".note"))
                .contains("Mentions and articles are of all time. All 30 publications were looked at.");
    }

    @Test
    void shouldDrawALineForEachPublication() {
        browser.until(() -> assertThat(
                        browser.script(
                                "return Chart.getChart(document.querySelector('canvas')).data.datasets.map((one) => one.label)"))
                .isEqualTo(List.of("Northgate Herald", "Le Monde")));
        assertThat(
                        browser.script(
                                "const c = document.querySelector('canvas');"
                                        + "return c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some((one) => one > 0)"))
                .isEqualTo(true);
        assertThat(browser.find("canvas").getAttribute("aria-label"))
                .isEqualTo("Mentions by window, 11 Nov 2026 to 20 Nov 2026, of Northgate Herald, Le Monde");
    }

    @Test
    void shouldShowTheLinesAsATableToo() {
        browser.click(LINES + "summary");

        assertThat(cells(LINES + "tbody tr")).hasSize(Press.DAYS).contains(List.of("20 Nov 2026", "10", "2"));
    }

    @Test
    void shouldNarrowToARange() {
        browser.set("input[name=from]", "2026-11-19");

        browser.until(() -> assertThat(browser.texts(ROWS + " td:nth-child(2)")).containsExactly("20", "4"));
    }

    @Test
    void shouldLeadToThePublication() {
        browser.follow(ROWS, Press.HERALD);

        assertThat(browser.text("main h1")).isEqualTo(Press.HERALD);
    }

    private List<List<String>> cells(String rows) {
        return browser.all(rows).stream()
                .map(row -> row.findElements(org.openqa.selenium.By.cssSelector("th, td")).stream()
                        .map(org.openqa.selenium.WebElement::getText)
                        .toList())
                .toList();
    }
}

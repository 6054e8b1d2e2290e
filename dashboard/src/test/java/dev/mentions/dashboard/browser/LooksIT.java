package dev.mentions.dashboard.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mentions.contract.EntityKind;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every view at a desk and on a phone, light and dark. The screenshots are in target/screenshots. */
class LooksIT {

    private static final Map<String, String> VIEWS = new TreeMap<>(Map.of(
            "overview", "",
            "publication", "?view=publication&id=" + Counts.id(Press.HERALD),
            "names", "?view=publication&id=" + Counts.id(Press.HERALD) + "&words=person",
            "entity", "?view=entity&id=" + Counts.id(EntityKind.PERSON, Press.STARMER),
            "compare", "?view=compare&a=" + Counts.id(Press.HERALD) + "&b=" + Counts.id(Press.MONDE),
            "nothing", "?query=nothing"));

    private static final String AXE = axe();

    @RegisterExtension
    static final Stage STAGE = new Stage(Press::write);

    private final Browser browser = STAGE.browser();

    static List<Arguments> looks() {
        List<Arguments> looks = new ArrayList<>();
        for (String view : VIEWS.keySet()) {
            for (Screen screen : List.of(Screen.DESKTOP, Screen.DESKTOP_DARK, Screen.PHONE, Screen.PHONE_DARK)) {
                looks.add(Arguments.of(view, screen));
            }
        }
        return looks;
    }

    @ParameterizedTest
    @MethodSource("looks")
    void shouldFitAndBeReadable(String view, Screen screen) {
        browser.screen(screen);
        STAGE.open(VIEWS.get(view));
        drawn(view);
        browser.screenshot(view + "-" + screen);

        assertThat((Long) browser.script("return document.documentElement.scrollWidth"))
                .as("no sideways scroll")
                .isLessThanOrEqualTo(screen.width());
        assertThat(brightness("background-color") < brightness("color")).isEqualTo(screen.dark());
        if (screen.isPhone() == screen.dark()) {
            // Each size and each theme once: that is all its rules depend on.
            assertThat(violations()).isEmpty();
        }
    }

    @Test
    void shouldKeepTheColoursThatAReaderChooses() {
        STAGE.open("");
        assertThat(brightness("background-color")).isGreaterThan(200);

        browser.find("#theme").sendKeys("Dark");
        browser.until(() -> assertThat(brightness("background-color")).isLessThan(60));
        browser.until(
                () -> assertThat(browser.find(".card img").getAttribute("src")).contains("theme=dark"));
        STAGE.open("");

        assertThat(brightness("background-color")).isLessThan(60);
        browser.find("#theme").sendKeys("System");
        browser.until(() -> assertThat(brightness("background-color")).isGreaterThan(200));
    }

    private void drawn(String view) {
        switch (view) {
            case "overview" ->
                browser.until(
                        () -> assertThat(browser.script("return document.querySelector('.card img').naturalWidth"))
                                .isEqualTo(320L));
            case "publication" -> browser.find(".wordcloud a");
            case "names" -> browser.find("dialog .ranking li");
            case "entity" ->
                browser.until(() ->
                        assertThat(browser.script("return !!window.Chart")).isEqualTo(true));
            default -> browser.find("main h1");
        }
        browser.until(() -> assertThat(browser.text(".state")).isEqualTo("Live"));
    }

    /** The mean of the page's red, green and blue, 0 to 255. */
    private double brightness(String property) {
        return ((Number) browser.script(
                        "const parts = getComputedStyle(document.documentElement).getPropertyValue(arguments[0]).match(/[\\d.]+/g);"
                                + "return (Number(parts[0]) + Number(parts[1]) + Number(parts[2])) / 3",
                        property))
                .doubleValue();
    }

    /** What axe finds against WCAG 2.2 A and AA, and its best practices; a line a rule. */
    private List<String> violations() {
        browser.script("if (!window.axe) { const module = undefined; " + AXE + " }");
        Object found = browser.asyncScript("const done = arguments[arguments.length - 1];"
                + "axe.run(document, { resultTypes: ['violations'] }).then((result) => done(result.violations.map((one) =>"
                + " one.id + ': ' + one.nodes.map((node) => node.html + ' ' + node.failureSummary).join('; '))),"
                + " (error) => done([String(error)]))");
        return ((List<?>) found).stream().map(String::valueOf).toList();
    }

    private static String axe() {
        try (InputStream in = LooksIT.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(in, "axe.min.js").readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

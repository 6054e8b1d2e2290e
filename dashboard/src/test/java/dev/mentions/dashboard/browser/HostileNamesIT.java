package dev.mentions.dashboard.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mentions.contract.EntityKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Names with any characters are shown as text. */
class HostileNamesIT {

    private static final String SCRIPT = "<script>alert(1)</script>";
    private static final String IMAGE = "\"><img src=x onerror=alert(1)>";
    private static final String CLOSING = "</text></svg><svg onload=alert(1)>";
    private static final String PAPER = "<b onmouseover=alert(1)>\"Bold\"</b> & 'Sons'";
    private static final List<String> NAMES = List.of(SCRIPT, IMAGE, CLOSING, "javascript:alert(1)", "${7*7}{{7*7}}");

    @RegisterExtension
    static final Stage STAGE = new Stage(counts -> {
        for (String paper : List.of(PAPER, "Plain")) {
            counts.articles(paper, Press.LAST.minusDays(1), 1).articles(paper, Press.LAST, 1);
            for (String name : NAMES) {
                counts.mentions(paper, Press.LAST, EntityKind.PERSON, name, 1 + name.length());
            }
        }
    });

    private final Browser browser = STAGE.browser();

    static List<String> views() {
        return List.of(
                "",
                "?query=" + "%3Cscript%3Ealert(1)%3C%2Fscript%3E",
                "?view=publication&id=" + Counts.id(PAPER),
                "?view=publication&id=" + Counts.id(PAPER) + "&words=all",
                "?view=entity&id=" + Counts.id(EntityKind.PERSON, SCRIPT),
                "?view=names&name=%3Cimg+src=x+onerror=alert(1)%3E",
                "?view=compare&a=" + Counts.id(PAPER) + "&b=" + Counts.id("Plain"));
    }

    @ParameterizedTest
    @MethodSource("views")
    void shouldRunNothing(String view) {
        STAGE.open("");
        browser.script("window.alert = () => { window.alerted = true; }");
        STAGE.open(view);
        if (view.startsWith("?view=publication")) {
            browser.find(".wordcloud text");
        }

        assertThat(browser.all(
                        "main img[src=x], main script, dialog script, main b, [onmouseover], [onload], [onerror]"))
                .isEmpty();
        assertThat(browser.script("return window.alerted ?? false")).isEqualTo(false);
    }

    @Test
    void shouldShowThemAsTheyAre() {
        STAGE.open("?view=publication&id=" + Counts.id(PAPER));
        browser.find(".wordcloud text");

        assertThat(browser.text("main h1")).isEqualTo(PAPER);
        assertThat(browser.texts("section[aria-label=People] .ranking a")).containsExactlyInAnyOrderElementsOf(NAMES);
        assertThat(browser.script(
                        "return [...document.querySelectorAll('.wordcloud text')].map((one) => one.firstChild.data)"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .contains(SCRIPT);
    }

    @Test
    void shouldFindOneByItsName() {
        STAGE.open("");
        browser.type("#find input", SCRIPT);
        browser.press(org.openqa.selenium.Keys.ENTER);

        browser.until(() -> assertThat(browser.text("main h1")).isEqualTo(SCRIPT));
    }
}

package dev.mentions.dashboard.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;

class PublicationIT {

    private static final String HERALD = "?view=publication&id=" + Counts.id(Press.HERALD);
    private static final String PEOPLE = "section[aria-label=People] .ranking li";
    private static final String PAGED = "dialog .ranking li";

    @RegisterExtension
    static final Stage STAGE = new Stage(Press::write);

    private final Browser browser = STAGE.browser();

    @BeforeEach
    void open() {
        STAGE.open(HERALD);
    }

    @Test
    void shouldShowWhatIsWrittenAboutMostByKind() {
        assertThat(browser.title()).isEqualTo("Northgate Herald · Mentions");
        assertThat(browser.texts(PEOPLE))
                .hasSize(10)
                .startsWith("Keir Starmer\n100", "Rachel Reeves\n10", "Boris Johnson\n7");
        assertThat(browser.texts("section[aria-label=Organisations] .ranking li"))
                .containsExactly("Labour Party\n40");
        assertThat(browser.texts("section[aria-label=Places] .ranking li")).containsExactly("Wales\n30");
        assertThat(browser.texts("section[aria-label=Other] .ranking li")).containsExactly("Brexit\n20");
        assertThat(width(PEOPLE + ":nth-child(2) .bar")).isEqualTo("10.00%");
    }

    @Test
    void shouldNarrowToTheNewestWindow() {
        browser.find("select[name=range]").sendKeys("Newest window");

        browser.until(() -> assertThat(browser.texts(PEOPLE)).containsExactly("Keir Starmer\n10", "Rachel Reeves\n9"));
        assertThat(browser.address()).contains("from=2026-11-20T00%3A00%3A00Z", "to=2026-11-21T00%3A00%3A00Z");
        assertThat(browser.texts("section[aria-label='What changes'] li"))
                .contains("Rachel Reeves\n▲ +8", "Boris Johnson\n▼ −7");
        assertThat(browser.all(".timeline .column:not(.dim)")).hasSize(1);
        assertThat(browser.find(PEOPLE + " a").getAttribute("href")).contains("&from=2026-11-20");
        assertThat(width(PEOPLE + ":nth-child(2) .bar")).isEqualTo("90.00%");
    }

    @Test
    void shouldTakeARangeOfDates() {
        browser.set("input[name=from]", "2026-11-18");
        browser.set("input[name=to]", "2026-11-19");

        browser.until(() -> assertThat(browser.texts(PEOPLE))
                .containsExactly("Keir Starmer\n20", "Boris Johnson\n7", "Rachel Reeves\n1"));
        assertThat(browser.address()).endsWith("&from=2026-11-18&to=2026-11-20");
        assertThat(browser.texts(".note")).contains("18 Nov 2026 to 19 Nov 2026: 2 windows");
    }

    @Test
    void shouldTakeTheWindowThatIsClicked() {
        browser.click(".timeline .pick:nth-child(9)");

        browser.until(() ->
                assertThat(browser.texts(PEOPLE)).contains("Boris Johnson\n7").doesNotContain("Rachel Reeves\n9"));
        assertThat(browser.find("input[name=from]").getAttribute("value")).isEqualTo("2026-11-19");
        assertThat(browser.find("input[name=to]").getAttribute("value")).isEqualTo("2026-11-19");
    }

    @Test
    void shouldPageThroughAllNames() {
        browser.click("a[aria-label='All of People']");
        browser.until(() -> assertThat(browser.texts(PAGED)).hasSize(50).startsWith("Keir Starmer\n100"));
        List<String> first = browser.texts(PAGED);

        browser.follow("dialog", "Next page");
        browser.until(() -> assertThat(browser.texts(PAGED)).hasSize(50).doesNotContainAnyElementsOf(first));
        browser.follow("dialog", "Next page");
        browser.until(() -> assertThat(browser.texts(PAGED)).hasSize(23));
        assertThat(browser.texts("dialog nav.pages a")).containsExactly("Previous page");

        browser.follow("dialog", "Previous page");
        browser.back();
        browser.back();
        browser.back();
        browser.until(() -> assertThat(browser.texts(PAGED)).isEqualTo(first));
        browser.press(Keys.ESCAPE);
        browser.until(() -> assertThat(browser.address()).isEqualTo("/" + HERALD));
        assertThat(browser.all("dialog[open]")).isEmpty();
    }

    @Test
    void shouldOpenAPageOfNamesFromALink() {
        browser.click("a[aria-label='All of People']");
        browser.follow("dialog", "Next page");
        browser.until(() -> assertThat(browser.texts(PAGED)).doesNotContain("Keir Starmer\n100"));
        browser.follow("dialog", "Next page");
        browser.until(() -> assertThat(browser.texts(PAGED)).hasSize(23));
        List<String> shared = browser.texts(PAGED);
        String link = browser.address().substring(1);

        STAGE.open("");
        STAGE.open(link);

        browser.until(() -> assertThat(browser.texts(PAGED)).isEqualTo(shared));
        assertThat(browser.texts("dialog nav.pages a")).containsExactly("First page");
    }

    @Test
    void shouldLinkTheWordsOfTheCloud() {
        browser.find(".wordcloud a");
        browser.script("[...document.querySelectorAll('.wordcloud a')].find((a) => a.textContent.includes('Wales'))"
                + ".querySelector('text').dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))");

        browser.until(() -> assertThat(browser.text("main h1")).isEqualTo("Wales"));
    }

    @Test
    void shouldOfferTheCloudForOtherPages() throws Exception {
        browser.find(".wordcloud a");
        browser.click(".embed summary");

        String code = browser.find(".embed input").getAttribute("value");
        assertThat(code)
                .startsWith("<img src=\"" + STAGE.root() + "publications/")
                .endsWith("\" alt=\"Word cloud\">");
        HttpResponse<byte[]> picture = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(STAGE.root().resolve(code.split("\"")[1]))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        assertThat(picture.statusCode()).isEqualTo(200);
        assertThat(picture.headers().firstValue("Content-Type").orElseThrow()).startsWith("image/svg+xml");
    }

    private String width(String css) {
        return String.valueOf(
                browser.script("return document.querySelector(arguments[0]).style.getPropertyValue('--share')", css));
    }
}

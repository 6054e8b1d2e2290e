package dev.mentions.dashboard.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mentions.contract.EntityKind;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DownloadsIT {

    @RegisterExtension
    static final Stage STAGE = new Stage(Press::write);

    private final Browser browser = STAGE.browser();
    private final HttpClient client = HttpClient.newHttpClient();

    static List<String> views() {
        return List.of(
                "",
                "?query=crier&sort=name",
                "?view=publication&id=" + Counts.id(Press.HERALD),
                "?view=publication&id=" + Counts.id(Press.HERALD) + "&from=2026-11-18&to=2026-11-20&words=person",
                "?view=entity&id=" + Counts.id(EntityKind.PERSON, Press.STARMER),
                "?view=compare&a=" + Counts.id(Press.HERALD) + "&b=" + Counts.id(Press.MONDE));
    }

    @ParameterizedTest
    @MethodSource("views")
    void shouldOfferEveryTableAsCsvAndJson(String view) throws Exception {
        STAGE.open(view);

        List<?> links =
                (List<?>) browser.script("return [...document.querySelectorAll('.downloads a')].map((a) => a.href)");
        assertThat(links).isNotEmpty();
        for (Object link : links) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create(link.toString())).build(), BodyHandlers.ofString(UTF_8));
            assertThat(answer.statusCode()).as("%s: %s", link, answer.body()).isEqualTo(200);
            String type = answer.headers().firstValue("Content-Type").orElseThrow();
            if (link.toString().contains("format=csv")) {
                assertThat(type).startsWith("text/csv");
                assertThat(answer.body().lines().count()).as(link.toString()).isGreaterThan(1);
            } else if (!link.toString().contains("wordcloud")) {
                assertThat(type).startsWith("application/json");
            }
        }
    }

    @Test
    void shouldSaveATableInAFile() throws Exception {
        STAGE.open("?view=publication&id=" + Counts.id(Press.MONDE));

        browser.click("a[aria-label='Places as CSV']");

        assertThat(browser.downloaded().lines()).hasSize(2).last().asString().endsWith(",location,paris,Paris,40");
        assertThat(browser.text("main h1")).as("the page stays").isEqualTo(Press.MONDE);
    }
}

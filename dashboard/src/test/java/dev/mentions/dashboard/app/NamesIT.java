package dev.mentions.dashboard.app;

import static dev.mentions.contract.EntityKind.PERSON;
import static dev.mentions.dashboard.app.TestCounts.entity;
import static dev.mentions.dashboard.app.TestCounts.id;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names are text, whatever stands in them. */
class NamesIT {

    private static final Instant DAY = Instant.parse("2016-03-01T00:00:00Z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "a/b/../c",
                "\u202Eمحمد \u05D0\u05D1\u05D2",
                "👩‍🚀 Zoë 東京",
                "=HYPERLINK(\"http://x\")",
                "\"quoted\", 'and' & more",
                "]]>&lt;"
            })
    void shouldSurviveEveryWayThrough(String name) throws Exception {
        try (TestDashboard dashboard = TestDashboard.start()) {
            dashboard
                    .counts()
                    .articles(name, DAY, 3)
                    .entity(name, DAY, PERSON, name, 2)
                    .commit();

            JsonNode list = dashboard.json("/publications?query=" + URLEncoder.encode(name, UTF_8));
            assertThat(list.at("/items/0/name").asText()).isEqualTo(name);
            assertThat(list.at("/items/0/id").asText()).isEqualTo(id(name));
            JsonNode entities = dashboard.json("/publications/" + id(name) + "/entities");
            assertThat(entities.at("/items/0/text").asText()).isEqualTo(name);
            JsonNode one = dashboard.json("/entities/" + entity(PERSON, name));
            assertThat(one.path("text").asText()).isEqualTo(name);
            assertThat(one.at("/publications/0/name").asText()).isEqualTo(name);
            HttpResponse<String> csv = dashboard.get("/publications/" + id(name) + "/entities?format=csv");
            String cell = name.startsWith("=") ? "'" + name : name;
            assertThat(csv.body().replace("\"\"", "\"")).contains(cell);
            assertThat(csv.headers().firstValue("Content-Disposition"))
                    .hasValueSatisfying(value -> assertThat(value).contains("attachment", "entities.csv"));
            HttpResponse<String> svg = dashboard.get("/publications/" + id(name) + "/wordcloud.svg?links=true");
            assertThat(svg.statusCode()).isEqualTo(200);
            assertThat(svg.body()).doesNotContain("<script").contains("?view=entity&amp;id=" + entity(PERSON, name));
            assertThat(svg.headers().firstValue("Cross-Origin-Resource-Policy")).hasValue("cross-origin");
            HttpResponse<byte[]> png = dashboard.bytes("/publications/" + id(name) + "/wordcloud.png");
            assertThat(png.body()).startsWith(0x89, 'P', 'N', 'G');
        }
    }
}

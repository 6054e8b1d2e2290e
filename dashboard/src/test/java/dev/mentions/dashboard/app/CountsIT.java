package dev.mentions.dashboard.app;

import static dev.mentions.contract.EntityKind.LOCATION;
import static dev.mentions.contract.EntityKind.MISC;
import static dev.mentions.contract.EntityKind.ORGANIZATION;
import static dev.mentions.contract.EntityKind.PERSON;
import static dev.mentions.dashboard.app.TestCounts.entity;
import static dev.mentions.dashboard.app.TestCounts.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the API says about counts that stand in Firestore. */
class CountsIT {

    private static final Instant DAY = Instant.parse("2016-03-01T00:00:00Z");
    private static final Instant NEXT = DAY.plus(Duration.ofDays(1));
    private static final String TIMES = id("The Times");
    private static final String POST = id("The Post");

    private TestDashboard dashboard;

    @BeforeEach
    void start() throws Exception {
        dashboard = TestDashboard.start();
        dashboard
                .counts()
                .articles("The Times", DAY, 10)
                .articles("The Times", NEXT, 5)
                .articles("The Post", DAY, 7)
                .entity("The Times", DAY, PERSON, "Ada Lovelace", 9)
                .entity("The Times", NEXT, PERSON, "Ada Lovelace", 2)
                .entity("The Times", NEXT, PERSON, "Grace Hopper", 8)
                .entity("The Times", DAY, LOCATION, "London", 4)
                .entity("The Times", NEXT, LOCATION, "London", 4)
                .entity("The Times", DAY, ORGANIZATION, "Royal Society", 1)
                .entity("The Post", DAY, PERSON, "Ada Lovelace", 3)
                .entity("The Post", DAY, MISC, "Nobel Prize", 6)
                .commit();
    }

    @AfterEach
    void stop() throws Exception {
        dashboard.close();
    }

    @Test
    void shouldListPublications() throws Exception {
        JsonNode list = dashboard.json("/publications");

        assertThat(list.at("/total/publications").asInt()).isEqualTo(2);
        assertThat(list.at("/total/articles").asLong()).isEqualTo(22);
        assertThat(list.at("/items/0/id").asText()).isEqualTo(TIMES);
        assertThat(list.at("/items/0/name").asText()).isEqualTo("The Times");
        assertThat(list.at("/items/0/articles").asLong()).isEqualTo(15);
        assertThat(list.at("/items/0/windows/0/start").asText()).isEqualTo("2016-03-01T00:00:00Z");
        assertThat(list.at("/items/0/windows/1/articles").asLong()).isEqualTo(5);
        assertThat(list.path("next").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"sort=articles,The Times,The Post", "sort=name,The Post,The Times", "query=times,The Times,"})
    void shouldSortAndSearch(String question, String first, String second) throws Exception {
        JsonNode list = dashboard.json("/publications?limit=1&" + question);

        assertThat(list.at("/items/0/name").asText()).isEqualTo(first);
        assertThat(list.path("next").isNull()).isEqualTo(second == null);
        if (second != null) {
            JsonNode next = dashboard.json("/publications?limit=1&" + question + "&cursor="
                    + list.path("next").asText());
            assertThat(next.at("/items/0/name").asText()).isEqualTo(second);
            assertThat(next.path("next").isNull()).isTrue();
        }
    }

    @Test
    void shouldTellOfOnePublication() throws Exception {
        JsonNode one = dashboard.json("/publications/" + TIMES);

        assertThat(one.path("articles").asLong()).isEqualTo(15);
        assertThat(one.path("windows")).hasSize(2);
        assertThat(one.path("generation").asInt()).isEqualTo(1);
    }

    @Test
    void shouldRankEntitiesOfAllTimePageByPage() throws Exception {
        String next = "";
        List<String> found = new ArrayList<>();
        for (int page = 0; page < 10 && next != null; page++) {
            JsonNode list = dashboard.json(
                    "/publications/" + TIMES + "/entities?limit=1" + (next.isEmpty() ? "" : "&cursor=" + next));
            assertThat(list.path("exact").asBoolean()).isTrue();
            assertThat(list.path("range").isNull()).isTrue();
            list.path("items")
                    .forEach(item -> found.add(item.path("text").asText() + " "
                            + item.path("count").asLong()));
            next = list.path("next").textValue();
        }

        assertThat(found).hasSize(4).startsWith("Ada Lovelace 11").endsWith("Royal Society 1");
    }

    @ParameterizedTest
    @CsvSource({
        "kind=person&from=2016-03-01&to=2016-03-02, 1, Ada Lovelace, 9",
        "kind=person&from=2016-03-02&to=2016-03-03, 1, Grace Hopper, 8",
        "kind=person&from=2016-03-01&to=2016-03-03, 2, Ada Lovelace, 11",
        "kind=location&kind=organization&from=2016-03-01T00:00:00Z&to=2016-03-03, 2, London, 8",
        "kind=organization, 0, Royal Society, 1",
    })
    void shouldRankEntitiesOfKindsAndRanges(String question, int windows, String text, long count) throws Exception {
        JsonNode list = dashboard.json("/publications/" + TIMES + "/entities?" + question);

        assertThat(list.at("/items/0/text").asText()).isEqualTo(text);
        assertThat(list.at("/items/0/count").asLong()).isEqualTo(count);
        assertThat(list.at("/range/windows").asInt()).isEqualTo(windows);
        assertThat(list.path("exact").asBoolean()).isTrue();
    }

    @Test
    void shouldHaveNothingWhereNoWindowIs() throws Exception {
        JsonNode list = dashboard.json("/publications/" + TIMES + "/entities?from=2010-01-01&to=2010-02-01");

        assertThat(list.path("items")).isEmpty();
        assertThat(list.at("/range/windows").asInt()).isZero();
    }

    @Test
    void shouldTellWhatRisesAndFalls() throws Exception {
        JsonNode changes = dashboard.json("/publications/" + TIMES + "/changes");

        assertThat(changes.at("/window/start").asText()).isEqualTo(NEXT.toString());
        assertThat(changes.at("/before/start").asText()).isEqualTo(DAY.toString());
        assertThat(changes.at("/rising/0/text").asText()).isEqualTo("Grace Hopper");
        assertThat(changes.at("/rising/0/change").asLong()).isEqualTo(8);
        assertThat(changes.at("/falling/0/text").asText()).isEqualTo("Ada Lovelace");
        assertThat(changes.at("/falling/0/change").asLong()).isEqualTo(-7);
        assertThat(changes.at("/falling/1/text").asText()).isEqualTo("Royal Society");
        assertThat(changes.path("exact").asBoolean()).isTrue();
        assertThat(dashboard
                        .json("/publications/" + TIMES + "/changes?window=2016-03-01")
                        .path("before")
                        .isNull())
                .isTrue();
        dashboard.problem("/publications/" + TIMES + "/changes?window=2016-03-09", 404);
    }

    @Test
    void shouldFindANameInAnyCase() throws Exception {
        JsonNode names = dashboard.json("/entities?name=%20aDA%20%20lovelace");

        assertThat(names.path("items")).hasSize(1);
        assertThat(names.at("/items/0/id").asText()).isEqualTo(entity(PERSON, "Ada Lovelace"));
        assertThat(names.at("/items/0/kind").asText()).isEqualTo("person");
        assertThat(names.at("/items/0/count").asLong()).isEqualTo(14);
        assertThat(names.at("/items/0/publications").asInt()).isEqualTo(2);
        assertThat(dashboard.json("/entities?name=Ada%20Lovelace&kind=location").path("items"))
                .isEmpty();
    }

    @Test
    void shouldShowAnEntityAcrossPublications() throws Exception {
        JsonNode ada = dashboard.json("/entities/" + entity(PERSON, "Ada Lovelace"));

        assertThat(ada.path("text").asText()).isEqualTo("Ada Lovelace");
        assertThat(ada.path("count").asLong()).isEqualTo(14);
        assertThat(ada.at("/considered/of").asInt()).isEqualTo(2);
        assertThat(ada.at("/publications/0/name").asText()).isEqualTo("The Times");
        assertThat(ada.at("/publications/0/windows/0/count").asLong()).isEqualTo(9);
        assertThat(ada.at("/publications/0/windows/1/count").asLong()).isEqualTo(2);
        assertThat(ada.at("/publications/1/count").asLong()).isEqualTo(3);
        dashboard.problem("/entities/" + entity(PERSON, "Nobody"), 404);
    }

    @Test
    void shouldCompareTwoPublications() throws Exception {
        JsonNode compared = dashboard.json("/compare?a=" + TIMES + "&b=" + POST);

        assertThat(compared.at("/a/name").asText()).isEqualTo("The Times");
        assertThat(compared.at("/onlyA/0/count").asLong()).isEqualTo(8);
        assertThat(compared.path("onlyA")).hasSize(3);
        assertThat(compared.at("/onlyB/0/text").asText()).isEqualTo("Nobel Prize");
        assertThat(compared.at("/both/0/countA").asLong()).isEqualTo(11);
        assertThat(compared.at("/both/0/countB").asLong()).isEqualTo(3);
        JsonNode day = dashboard.json("/compare?from=2016-03-02&to=2016-03-03&a=" + TIMES + "&b=" + POST);
        assertThat(day.path("both")).isEmpty();
    }

    @Test
    void shouldBeginAShortComparisonLikeALongOne() throws Exception {
        for (int rank = 1; rank <= 5; rank++) {
            dashboard
                    .counts()
                    .entity("The Times", DAY, PERSON, "Both " + rank, 100 - rank)
                    .entity("The Post", DAY, PERSON, "Both " + rank, 50 - rank)
                    .commit();
        }
        String compare = "/compare?a=" + TIMES + "&b=" + POST;
        JsonNode all = dashboard.json(compare);

        JsonNode first = dashboard.json(compare + "&limit=1");

        for (String list : List.of("onlyA", "onlyB", "both")) {
            assertThat(first.path(list)).as(list).containsExactly(all.at("/" + list + "/0"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/publications?limit=0, limit",
        "/publications?limit=x, limit",
        "/publications?sort=size, sort",
        "/publications?cursor=x, cursor",
        "/publications?limit=1&limit=2, limit",
        "/publications?nonsense=1, ?",
        "/compare?a=1&b=2, a",
        "/entities, name",
    })
    void shouldNameTheParameterAtFault(String path, String field) throws Exception {
        JsonNode problem = dashboard.problem(path, 400);

        assertThat(problem.path("field").asText()).isEqualTo(field);
        assertThat(problem.path("code").asText()).isEqualTo("bad-parameter");
    }

    @ParameterizedTest
    @CsvSource({
        "/entities?kind=x, kind",
        "/entities?kind=article, kind",
        "/entities?from=2016-03-01, to",
        "/entities?from=2016-03-02&to=2016-03-01, to",
        "/entities?from=yesterday&to=2016-03-01, from",
    })
    void shouldNameTheParameterOfAListAtFault(String path, String field) throws Exception {
        JsonNode problem = dashboard.problem("/publications/" + TIMES + path, 400);

        assertThat(problem.path("field").asText()).isEqualTo(field);
    }

    @Test
    void shouldRefuseWhatIsNotThere() throws Exception {
        dashboard.problem("/publications/" + id("The Sun"), 404);
        dashboard.problem("/publications/xyz", 404);
        dashboard.problem("/publications/" + id("The Sun") + "/entities", 404);
    }

    @Test
    void shouldSendAnAnswerOnceAndAgainWhenItChanges() throws Exception {
        String path = "/publications/" + POST + "/entities";
        String tag = dashboard.get(path).headers().firstValue("ETag").orElseThrow();
        assertThat(dashboard.get(path, "If-None-Match", tag).statusCode()).isEqualTo(304);

        dashboard
                .counts()
                .articles("The Post", DAY, 1)
                .entity("The Post", DAY, PERSON, "Ada Lovelace", 1)
                .commit();

        await().untilAsserted(() -> assertThat(
                        dashboard.get(path, "If-None-Match", tag).statusCode())
                .isEqualTo(200));
    }
}

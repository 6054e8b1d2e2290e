package dev.mentions.dashboard.app;

import static dev.mentions.contract.EntityKind.PERSON;
import static dev.mentions.dashboard.app.TestCounts.entity;
import static dev.mentions.dashboard.app.TestCounts.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mentions.contract.Generation;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What a page costs in documents read, by the account of the Firestore server. */
class ReadsIT {

    private static final Instant DAY = Instant.parse("2016-03-01T00:00:00Z");
    private static final int PUBLICATIONS = 12;
    private static final int WINDOWS = 5;
    private static final int VIEWERS = 40;

    /** What an editor looks at. */
    private static final List<String> VIEWS = List.of(
            "/publications",
            "/publications/" + id("P1"),
            "/publications/" + id("P1") + "/entities",
            "/publications/" + id("P1") + "/entities?kind=person&from=2016-03-01&to=2016-04-01",
            "/publications/" + id("P1") + "/changes",
            "/entities?name=e1",
            "/entities/" + entity(PERSON, "E1"),
            "/compare?a=" + id("P1") + "&b=" + id("P2"));

    private static TestDashboard full(String... settings) throws Exception {
        TestDashboard dashboard = TestDashboard.start(settings);
        count(dashboard.counts(), Generation.FIRST, 1);
        return dashboard;
    }

    private static void count(TestCounts counts, Generation generation, long articles) throws Exception {
        for (int publication = 0; publication < PUBLICATIONS; publication++) {
            for (int window = 0; window < WINDOWS; window++) {
                Instant start = DAY.plus(Duration.ofDays(window));
                counts.articles(generation, "P" + publication, start, articles);
                for (int entity = 0; entity < 10; entity++) {
                    counts.entity(generation, "P" + publication, start, PERSON, "E" + entity, 10 - entity);
                }
            }
        }
        counts.commit();
    }

    private static void view(TestDashboard dashboard) throws Exception {
        for (String path : VIEWS) {
            dashboard.json(path);
        }
    }

    private static long costOf(int clients) throws Exception {
        try (TestDashboard dashboard = full("refresh.interval", "10m")) {
            // So that what it read at its start is not taken for a view's.
            await().untilAsserted(() ->
                    assertThat(dashboard.service().health().ready()).isTrue());
            long before = dashboard.reads();
            ExecutorService threads = Executors.newFixedThreadPool(clients);
            List<Future<?>> views = new ArrayList<>();
            for (int client = 0; client < clients; client++) {
                views.add(threads.submit(() -> {
                    view(dashboard);
                    return null;
                }));
            }
            for (Future<?> view : views) {
                view.get();
            }
            threads.shutdown();
            return dashboard.reads() - before;
        }
    }

    @Test
    void shouldCostTheSameWhateverTheNumberOfViewers() throws Exception {
        long one = costOf(1);

        long many = costOf(VIEWERS);

        assertThat(one).isBetween(100L, 1_000L);
        assertThat(many).isEqualTo(one);
    }

    @Test
    void shouldTellAllViewersForWhatOneCosts() throws Exception {
        long one = costOfAChange(1);

        long many = costOfAChange(VIEWERS);

        assertThat(one).isBetween(1L, 2L * PUBLICATIONS);
        assertThat(many).isEqualTo(one);
    }

    private static long costOfAChange(int viewers) throws Exception {
        // Everything was counted long ago, so that nothing but the change is in what a listener looks back at.
        try (TestDashboard dashboard = full("refresh.interval", "10m")) {
            List<TestViewer> all = new ArrayList<>();
            for (int viewer = 0; viewer < viewers; viewer++) {
                all.add(new TestViewer(dashboard));
            }
            await().untilAsserted(() -> assertThat(all)
                    .allSatisfy(viewer -> assertThat(viewer.events("counts")).isNotEmpty()));
            settle(dashboard);
            long before = dashboard.reads();

            dashboard.counts().articles("P3", DAY, 7).commit();

            await().untilAsserted(() -> assertThat(all)
                    .allSatisfy(viewer -> assertThat(viewer.events("counts"))
                            .anySatisfy(event -> assertThat(event.data()
                                            .at("/changed/0/articles")
                                            .asLong())
                                    .isEqualTo(WINDOWS + 7))));
            long cost = dashboard.reads() - before;
            all.forEach(TestViewer::close);
            return cost;
        }
    }

    /** Waits until nothing is read any more. */
    private static void settle(TestDashboard dashboard) {
        long[] last = {-1};
        await().pollInterval(Duration.ofMillis(700)).until(() -> {
            long now = dashboard.reads();
            boolean same = now == last[0];
            last[0] = now;
            return same;
        });
    }

    @Test
    void shouldCostNothingWhileNothingIsCounted() throws Exception {
        try (TestDashboard dashboard = full();
                TestViewer viewer = new TestViewer(dashboard)) {
            await().untilAsserted(() -> assertThat(viewer.events("counts")).isNotEmpty());
            settle(dashboard);
            long before = dashboard.reads();

            await().during(Duration.ofSeconds(3))
                    .untilAsserted(() -> assertThat(dashboard.reads()).isEqualTo(before));
            for (int i = 0; i < 20; i++) {
                dashboard.json("/publications?sort=name&limit=1&query=none");
            }

            assertThat(dashboard.reads()).isEqualTo(before);
        }
    }

    @Test
    void shouldSwitchEverythingAtAPromotion() throws Exception {
        try (TestDashboard dashboard = full();
                TestViewer viewer = new TestViewer(dashboard)) {
            assertThat(dashboard.json("/publications").at("/total/articles").asLong())
                    .isEqualTo(PUBLICATIONS * WINDOWS);
            await().untilAsserted(() -> assertThat(viewer.events("counts")).isNotEmpty());
            Generation next = new Generation(2);
            count(dashboard.counts(), next, 3);
            assertThat(dashboard.json("/publications").path("generation").asInt())
                    .isEqualTo(1);

            dashboard.counts().promote(next);

            await().untilAsserted(() -> assertThat(viewer.events("generation"))
                    .extracting(event -> event.data().path("generation").asInt())
                    .containsExactly(2));
            JsonNode list = dashboard.json("/publications");
            assertThat(list.path("generation").asInt()).isEqualTo(2);
            assertThat(list.at("/total/articles").asLong()).isEqualTo(3 * PUBLICATIONS * WINDOWS);
            assertThat(list.at("/items/0/windows/0/articles").asLong()).isEqualTo(3);
            assertThat(dashboard
                            .json("/publications/" + id("P1"))
                            .path("articles")
                            .asLong())
                    .isEqualTo(3 * WINDOWS);
            dashboard.counts().articles(next, "P1", DAY, 1).commit();
            await().untilAsserted(() -> assertThat(viewer.events("counts"))
                    .anySatisfy(
                            event -> assertThat(event.data().path("articles").asLong())
                                    .isEqualTo(3 * PUBLICATIONS * WINDOWS + 1)));
        }
    }

    @Test
    void shouldReadNoMoreThanTheBudget() throws Exception {
        int budget = 100;
        try (TestDashboard dashboard = full("firestore.reads-per-minute", Integer.toString(budget))) {
            String known = "/publications/" + id("P0") + "/entities";
            long start = System.nanoTime();
            dashboard.json("/publications?limit=1");
            dashboard.json(known);
            HttpResponse<String> refused = null;
            for (int i = 1; i < PUBLICATIONS && refused == null; i++) {
                HttpResponse<String> answer = dashboard.get("/publications/" + id("P" + i) + "/entities?limit=50");
                refused = answer.statusCode() == 503 ? answer : null;
            }

            assertThat(refused).isNotNull();
            assertThat(refused.body()).contains("\"code\":\"reads-spent\"");
            assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow())
                    .isBetween(1L, 60L);
            assertThat(dashboard.json(known).path("items")).hasSize(10);
            double minutes = (System.nanoTime() - start) / 6e10;
            assertThat(dashboard.reads()).isLessThan((long) (budget + budget * minutes) + 2);
            assertThat(dashboard.json("/status").at("/reads/limit").asInt()).isEqualTo(budget);
        }
    }

    @Test
    void shouldCountItsReadsAsFirestoreBillsThem() throws Exception {
        try (TestDashboard dashboard = full();
                TestViewer viewer = new TestViewer(dashboard)) {
            view(dashboard);
            await().untilAsserted(() -> assertThat(viewer.events("counts")).isNotEmpty());
            settle(dashboard);

            long own = dashboard.json("/status").at("/reads/total").asLong();

            // A look-up of the pointer that is not there is counted by us alone.
            assertThat(own - dashboard.reads()).isBetween(0L, 1L);
        }
    }

    @Test
    void shouldTakeNoMoreViewersThanItMay() throws Exception {
        try (TestDashboard dashboard = full("viewers.max", "2")) {
            TestViewer first = new TestViewer(dashboard);
            TestViewer second = new TestViewer(dashboard);

            HttpResponse<String> third = dashboard.get("/events");

            assertThat(third.statusCode()).isEqualTo(503);
            assertThat(third.body()).contains("too-many-viewers");
            assertThat(first.answer().headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
            assertThat(dashboard.json("/status").path("viewers").asInt()).isEqualTo(2);
            first.close();
            second.close();
        }
    }
}

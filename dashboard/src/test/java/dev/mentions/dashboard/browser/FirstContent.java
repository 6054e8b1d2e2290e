package dev.mentions.dashboard.browser;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mentions.contract.EntityKind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Measures how long the page takes to its first content with 200 publications and 100,000 entities, the browser's cache
 * being empty. No part of the build: docs/DASHBOARD.md has the command and what it told.
 */
class FirstContent {

    private static final int PUBLICATIONS = 200;
    private static final int ENTITIES = 500;
    private static final int DAYS = 30;
    private static final int ROUNDS = 11;
    private static final EntityKind[] KINDS = {
        EntityKind.PERSON, EntityKind.ORGANIZATION, EntityKind.LOCATION, EntityKind.MISC
    };

    @RegisterExtension
    static final Stage STAGE = new Stage(FirstContent::write).with("refresh.interval", "2s");

    private final Browser browser = STAGE.browser();

    @Test
    void measure() {
        // A dashboard that has just started knows nothing yet: the first round is a figure of its own.
        measure("overview", "");
        measure("publication", "?view=publication&id=" + Counts.id(name(7)));
    }

    private void measure(String what, String query) {
        List<Double> painted = new ArrayList<>();
        List<Double> drawn = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            browser.cdp("Network.clearBrowserCache", Map.of());
            STAGE.open(query);
            painted.add(millis("performance.getEntriesByName('first-contentful-paint')[0].startTime"));
            drawn.add(millis("performance.getEntriesByName('drawn')[0].startTime"));
        }
        assertThat(browser.all("main h1")).isNotEmpty();
        System.out.printf(Locale.ROOT, "[first content] %-12s counts shown after %s%n", what, figures(drawn));
        System.out.printf(Locale.ROOT, "[first content] %-12s first paint after  %s%n", what, figures(painted));
    }

    private double millis(String expression) {
        return ((Number) browser.script("return " + expression)).doubleValue();
    }

    private static String figures(List<Double> millis) {
        List<Double> later = millis.subList(1, millis.size()).stream().sorted().toList();
        return String.format(
                Locale.ROOT,
                "%.0f ms the first time, then a median of %.0f ms (%s)",
                millis.get(0),
                later.get(later.size() / 2),
                later.stream()
                        .map(one -> String.format(Locale.ROOT, "%.0f", one))
                        .collect(joining(", ")));
    }

    private static void write(Counts counts) {
        for (int publication = 0; publication < PUBLICATIONS; publication++) {
            String name = name(publication);
            for (int day = 0; day < DAYS; day++) {
                counts.articles(name, Press.LAST.minusDays(day), 1 + (publication + day) % 40);
            }
            for (int entity = 0; entity < ENTITIES; entity++) {
                LocalDate day = Press.LAST.minusDays(entity % DAYS);
                String text = "Name %d of %s".formatted(entity, entity % 5 == 0 ? "all" : name);
                counts.mentions(name, day, KINDS[entity % KINDS.length], text, 1 + 1_000 / (1 + entity));
            }
        }
    }

    private static String name(int publication) {
        return "Publication %03d".formatted(publication);
    }
}

package dev.mentions.dashboard.browser;

import static dev.mentions.contract.EntityKind.LOCATION;
import static dev.mentions.contract.EntityKind.MISC;
import static dev.mentions.contract.EntityKind.ORGANIZATION;
import static dev.mentions.contract.EntityKind.PERSON;

import java.time.LocalDate;

/** Thirty publications, three of which write about much; every figure is round enough to reckon with. */
final class Press {

    static final int PUBLICATIONS = 30;
    static final int DAYS = 10;
    static final LocalDate LAST = LocalDate.of(2026, 11, 20);
    static final LocalDate FIRST = LAST.minusDays(DAYS - 1);

    /** 200 articles; Keir Starmer 100 times, and 122 other people. */
    static final String HERALD = "Northgate Herald";

    /** 120 articles; Emmanuel Macron 50 times, Keir Starmer 20 times. */
    static final String MONDE = "Le Monde";

    /** 15 articles, in three days. */
    static final String ASAHI = "朝日新聞";

    static final String STARMER = "Keir Starmer";

    private Press() {}

    static void write(Counts counts) {
        for (LocalDate day = FIRST; !day.isAfter(LAST); day = day.plusDays(1)) {
            counts.articles(HERALD, day, 20)
                    .mentions(HERALD, day, PERSON, STARMER, 10)
                    .mentions(HERALD, day, ORGANIZATION, "Labour Party", 4)
                    .mentions(HERALD, day, LOCATION, "Wales", 3)
                    .mentions(HERALD, day, MISC, "Brexit", 2);
            counts.articles(MONDE, day, 12)
                    .mentions(MONDE, day, PERSON, "Emmanuel Macron", 5)
                    .mentions(MONDE, day, PERSON, STARMER, 2)
                    .mentions(MONDE, day, ORGANIZATION, "Union européenne", 3)
                    .mentions(MONDE, day, LOCATION, "Paris", 4);
        }
        counts.mentions(HERALD, LAST.minusDays(1), PERSON, "Boris Johnson", 7)
                .mentions(HERALD, LAST.minusDays(1), PERSON, "Rachel Reeves", 1)
                .mentions(HERALD, LAST, PERSON, "Rachel Reeves", 9);
        for (int person = 1; person <= 120; person++) {
            counts.mentions(HERALD, FIRST, PERSON, "Councillor %03d".formatted(person), 1);
        }
        for (int day = 0; day < 3; day++) {
            counts.articles(ASAHI, FIRST.plusDays(day), 5)
                    .mentions(ASAHI, FIRST.plusDays(day), PERSON, "習近平", 2)
                    .mentions(ASAHI, FIRST.plusDays(day), LOCATION, "東京", 6);
        }
        for (int crier = 1; crier <= PUBLICATIONS - 3; crier++) {
            String name = "Town Crier %02d".formatted(crier);
            counts.articles(name, LAST, 1).mentions(name, LAST, LOCATION, "Town Hall", 1);
        }
    }
}

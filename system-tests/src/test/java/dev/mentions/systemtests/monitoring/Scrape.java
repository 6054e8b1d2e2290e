package dev.mentions.systemtests.monitoring;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What services show, in Prometheus' text format. */
record Scrape(Set<String> series) {

    private static final Pattern SERIES = Pattern.compile("(?m)^[a-z][a-z0-9_]*(?=[{ ])");

    /** What the names of a timer's or summary's series end with. */
    private static final Pattern PART = Pattern.compile("_(?:bucket|count|sum|max)$");

    static Scrape of(Stream<String> texts) {
        return new Scrape(texts.flatMap(text -> SERIES.matcher(text).results().map(MatchResult::group))
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    /** Returns which of these names none of the services shows, as a series or as all series of a timer. */
    Set<String> missing(Set<String> names) {
        return names.stream()
                .filter(name -> !series.contains(name) && !series.contains(name + "_count"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns which of our own series these names leave out. */
    Set<String> unnamed(Set<String> names) {
        return series.stream()
                .filter(name -> name.startsWith("mentions_"))
                .filter(name -> !names.contains(name)
                        && !names.contains(PART.matcher(name).replaceFirst("")))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}

package dev.mentions.systemtests.monitoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files by which people watch over a pipeline: documents, alert rules and dashboards. */
final class WatchingFiles {

    static final Path METRICS = Path.of("../docs/METRICS.md");
    static final Path OPERATIONS = Path.of("../docs/OPERATIONS.md");
    static final Path ALERTS = Path.of("../docker/prometheus/alerts.yml");
    static final Path ALERT_TESTS = Path.of("../docker/prometheus/alerts.test.yml");

    private static final Path DASHBOARDS = Path.of("../docker/grafana/dashboards");

    /**
     * A name as our services show it, whatever stands around it. One with a star stands for many and is left out. So in
     * no file may anything else begin like this.
     */
    private static final Pattern NAME =
            Pattern.compile("\\b(?:mentions|kafka|jvm|process|system|disk)_[a-z0-9_]*[a-z0-9]\\b(?!_?\\*)");

    private WatchingFiles() {}

    /** Returns all of them. */
    static List<Path> all() throws IOException {
        List<Path> files = new ArrayList<>(List.of(METRICS, OPERATIONS, ALERTS));
        files.addAll(dashboards());
        return files;
    }

    static List<Path> dashboards() throws IOException {
        try (Stream<Path> files = Files.list(DASHBOARDS)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    /** Returns the metrics that a text names. */
    static Set<String> names(String text) {
        return NAME.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }
}

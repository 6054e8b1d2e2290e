package dev.mentions.systemtests.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** That an alert leads to what can be done about it, and is tested. */
class RunbookTest {

    private static final Pattern ALERT = Pattern.compile("(?m)^ +- alert: (\\w+)$");
    private static final Pattern RUNBOOK = Pattern.compile("(?m)^ +runbook: docs/OPERATIONS\\.md#(\\w+)$");
    private static final Pattern SUMMARY = Pattern.compile("(?m)^ +summary: \"\\S.*\"$");
    private static final Pattern TESTED = Pattern.compile("alertname: (\\w+)");
    private static final Pattern HEADING = Pattern.compile("(?m)^### (\\w+)$");

    @Test
    void shouldLeadFromEveryAlertToItsHeading() throws IOException {
        String alerts = Files.readString(WatchingFiles.ALERTS);
        List<String> names = found(ALERT, alerts);

        assertThat(names).isNotEmpty().doesNotHaveDuplicates();
        assertThat(found(HEADING, Files.readString(WatchingFiles.OPERATIONS))).containsSequence(names);
        assertThat(found(RUNBOOK, alerts))
                .containsExactlyElementsOf(names.stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .toList());
        assertThat(SUMMARY.matcher(alerts).results()).hasSameSizeAs(names);
    }

    /** The tests themselves are run by Prometheus' own tool, in docker/try. */
    @Test
    void shouldHaveTestsOfEveryAlert() throws IOException {
        assertThat(new LinkedHashSet<>(found(TESTED, Files.readString(WatchingFiles.ALERT_TESTS))))
                .containsExactlyElementsOf(found(ALERT, Files.readString(WatchingFiles.ALERTS)));
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(match.groupCount()))
                .toList();
    }
}

package dev.mentions.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CrashPointsTest {

    /** In front of a test method stands which cases of docs/EXACTLY_ONCE.md it is about. */
    private static final Pattern NAMED = Pattern.compile("/\\*\\* ((?:[BC]\\d+(?:, )?)+)\\b");

    @Test
    void shouldTestEveryCaseOfTheDocument() throws IOException {
        Set<String> cases = matches(Pattern.compile("(?m)^\\| ([BC]\\d+) \\|"), Files.readString(document()));
        assertThat(cases).contains("C1", "C23", "B1", "B6");

        Set<String> tested = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                matches(NAMED, Files.readString(file)).forEach(names -> tested.addAll(Set.of(names.split(", "))));
            }
        }

        assertThat(tested).containsExactlyInAnyOrderElementsOf(cases);
    }

    private static Path document() {
        return Path.of("../docs/EXACTLY_ONCE.md");
    }

    private static Set<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}

package dev.mentions.cli.docker;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mentions.service.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A service ignores a variable that it does not know, so a misspelt one in a compose file would be silent. */
class ContainerSettingsTest {

    private static final Path ROOT = Path.of("..");
    private static final List<String> COMPOSE_FILES =
            List.of("docker/compose.yaml", "docker/broker.yaml", "docker/compose.three-brokers.yaml");

    @Test
    void shouldSetOnlyWhatServicesKnow() {
        Set<String> known = Stream.concat(
                        find("`([a-z0-9.-]+)`", "docs/CONFIG.md").map(key -> Settings.variable(key.group(1))),
                        // Those that only the environment has.
                        find("`(MENTIONS_LOG_[A-Z_]+)`", "docs/CONFIG.md").map(variable -> variable.group(1)))
                .collect(toSet());
        List<String> set = Stream.concat(
                        compose("(?m)^ +(MENTIONS_[A-Z_]+):"),
                        find("(?m)\\b(MENTIONS_[A-Z_]+)=", "docker/Dockerfile", "docker/firestore.env"))
                .map(variable -> variable.group(1))
                .toList();

        assertThat(set).hasSizeGreaterThan(10);
        assertThat(known).containsAll(set);
    }

    @Test
    void shouldAnswerPrometheusUnderTheNamesThatItAsksFor() {
        List<String> targets = find("([a-z0-9-]+):9400", "docker/prometheus/prometheus.yml")
                .map(target -> target.group(1))
                .toList();
        List<String> allowed = find("(?m)^  MENTIONS_MANAGEMENT_ALLOWED_HOSTS: (.+)$", "docker/compose.yaml")
                .flatMap(line -> Stream.of(line.group(1).split(",")))
                .toList();

        assertThat(targets).hasSize(6);
        assertThat(allowed).containsExactlyInAnyOrderElementsOf(targets);
        assertThat(find("\\[\\*log, (?!\\*management)", "docker/compose.yaml")).isEmpty();
    }

    /** The image listens for others; producer and dashboard refuse that unless they are told that it is meant. */
    @Test
    void shouldLetOthersReachProducerAndDashboardAndAnswerForTheirNames() {
        assertThat(compose("(?m)^ +(MENTIONS_API_KEYS|MENTIONS_HTTP_ALLOW_UNAUTHENTICATED): ")
                        .map(variable -> variable.group(1)))
                .containsExactly("MENTIONS_API_KEYS", "MENTIONS_HTTP_ALLOW_UNAUTHENTICATED");
        assertThat(compose("(?m)^ +MENTIONS_HTTP_ALLOWED_HOSTS: ([a-z]+),").map(variable -> variable.group(1)))
                .containsExactly("producer", "dashboard");
    }

    @Test
    void shouldExplainEveryVariableWithItsDefault() {
        Map<String, String> used = compose("\\$\\{([A-Z0-9_]+)(?::([-?+])((?:[^{}])*))?}")
                .filter(variable -> !"+".equals(variable.group(2)))
                .collect(toMap(
                        variable -> variable.group(1),
                        variable -> "-".equals(variable.group(2)) ? variable.group(3) : "",
                        (one, other) -> {
                            assertThat(other).isEqualTo(one);
                            return one;
                        }));
        Map<String, String> explained = find("(?m)^#?([A-Z0-9_]+)=(.*)$", "docker/.env.example")
                .collect(toMap(line -> line.group(1), line -> line.group(2)));
        // Without a project it is the local server's, which is told in words.
        used.put("FIRESTORE_PROJECT", "");

        assertThat(explained).isEqualTo(used);
    }

    private static Stream<MatchResult> compose(String regex) {
        return find(regex, COMPOSE_FILES.toArray(String[]::new));
    }

    private static Stream<MatchResult> find(String regex, String... files) {
        return Stream.of(files)
                .flatMap(file -> Pattern.compile(regex).matcher(read(file)).results());
    }

    private static String read(String file) {
        try {
            return Files.readString(ROOT.resolve(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}

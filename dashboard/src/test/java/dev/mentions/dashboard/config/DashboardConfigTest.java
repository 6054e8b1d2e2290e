package dev.mentions.dashboard.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mentions.service.Settings;
import dev.mentions.service.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DashboardConfigTest {

    @Test
    void shouldNeedNothingButAProject() {
        DashboardConfig config = from(Map.of("firestore.project", "news"));

        assertThat(config.listening().address().port()).isEqualTo(DashboardConfig.PORT);
        assertThat(config.listening().address().isLoopback()).isTrue();
        assertThat(config.kafka()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1"})
    void shouldRefuseToListenForOthersUnlessThatIsMeant(String host) {
        assertThatThrownBy(() -> from(Map.of("firestore.project", "news", "http.host", host)))
                .isInstanceOf(SettingsException.class)
                .hasMessage(
                        "http.host (MENTIONS_HTTP_HOST) is '" + host + "', which others can reach, and the dashboard"
                                + " has no keys: anybody could read the counts. Set http.allow-unauthenticated"
                                + " (MENTIONS_HTTP_ALLOW_UNAUTHENTICATED) to true if that is meant, or leave http.host at"
                                + " 127.0.0.1");

        assertThat(from(Map.of("firestore.project", "news", "http.host", host, "http.allow-unauthenticated", "true"))
                        .listening()
                        .address()
                        .host())
                .isEqualTo(host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "::1"})
    void shouldListenOnTheLoopbackAddressWithoutBeingTold(String host) {
        assertThat(from(Map.of("firestore.project", "news", "http.host", host))
                        .listening()
                        .address()
                        .host())
                .isEqualTo(host);
    }

    @Test
    void shouldNotShowWhatKafkaIsTold() {
        DashboardConfig config = from(Map.of("firestore.project", "news", "kafka.sasl.jaas.config", "password=secret"));

        assertThat(config.toString()).contains("sasl.jaas.config").doesNotContain("secret");
    }

    @Test
    void shouldRefuseAnIntervalWithoutRest() {
        assertThatThrownBy(() -> from(Map.of("firestore.project", "news", "refresh.interval", "10ms")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("refresh.interval");
    }

    /** Whoever adds a key documents it, and whoever documents one has it. */
    @Test
    void shouldDocumentEveryKey() throws IOException {
        String document = Files.readString(Path.of("../docs/CONFIG.md"));
        Settings settings = new Settings(Map.of("firestore.project", "news"), Map.of());
        DashboardConfig.from(settings);

        Set<String> known = new TreeSet<>(settings.known());
        known.removeAll(keys(section(document, "Every service")));

        assertThat(keys(section(document, "dashboard"))).isEqualTo(known);
    }

    private static String section(String document, String title) {
        String from = document.substring(document.indexOf("\n## " + title + "\n") + 1);
        int end = from.indexOf("\n## ");
        return end < 0 ? from : from.substring(0, end);
    }

    private static Set<String> keys(String section) {
        return Pattern.compile("(?m)^\\| `([^`]+)` \\|")
                .matcher(section)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static DashboardConfig from(Map<String, String> file) {
        Settings settings = new Settings(file, Map.of());
        DashboardConfig config = DashboardConfig.from(settings);
        settings.refuseUnknown();
        return config;
    }
}

package dev.mentions.producer.config;

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

class ProducerConfigTest {

    private static final String HASH = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1"})
    void shouldRefuseToListenForOthersWithoutAKey(String host) {
        assertThatThrownBy(() -> config(Map.of("http.host", host)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("http.host (MENTIONS_HTTP_HOST)")
                .hasMessageContaining("Set api-keys");

        assertThat(config(Map.of("http.host", host, "api-keys", HASH)).apiKeys())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "::1"})
    void shouldListenOnTheLoopbackAddressWithoutAKey(String host) {
        assertThat(config(Map.of("http.host", host)).apiKeys()).isEmpty();
    }

    @Test
    void shouldReadHashesBetweenCommasAndLines() {
        assertThat(config(Map.of("api-keys", HASH + ", " + HASH.toUpperCase(java.util.Locale.ROOT) + "\n" + HASH))
                        .apiKeys())
                .hasSize(3);
    }

    @Test
    void shouldRefuseAKeyInClearWithoutShowingIt() {
        assertThatThrownBy(() -> config(Map.of("api-keys", HASH + ",hunter2")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("api-keys")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void shouldKeepThePromisesOfTheKafkaProducer() {
        assertThat(config(Map.of("kafka.linger.ms", "50")).kafka().producer())
                .containsEntry("acks", "all")
                .containsEntry("enable.idempotence", "true")
                .containsEntry("compression.type", "zstd")
                .containsEntry("linger.ms", "50");
        assertThatThrownBy(() -> config(Map.of("kafka.acks", "1"))).hasMessageContaining("kafka.acks");
    }

    @Test
    void shouldHaveRoomForTheLargestPost() {
        assertThatThrownBy(() -> config(Map.of("limits.in-flight-bytes", "5242880")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("limits.in-flight-bytes");
    }

    @Test
    void shouldHaveEveryKeyInTheDocumentAndNoOther() throws IOException {
        Settings settings = new Settings(Map.of(), Map.of());
        ProducerConfig.from(settings);
        String document = Files.readString(Path.of("../docs/CONFIG.md"));

        Set<String> known = new TreeSet<>(settings.known());
        assertThat(known.remove("kafka.*")).isTrue();
        assertThat(keys(document, "Every service")).contains("kafka.*");
        assertThat(keys(document, "producer")).isEqualTo(known);
    }

    private static Set<String> keys(String document, String section) {
        String from = document.substring(document.indexOf("\n## " + section + "\n") + 1);
        int end = from.indexOf("\n## ");
        return Pattern.compile("^\\| `([^`]+)` \\|", Pattern.MULTILINE)
                .matcher(end < 0 ? from : from.substring(0, end))
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static ProducerConfig config(Map<String, String> file) {
        return ProducerConfig.from(new Settings(file, Map.of()));
    }
}

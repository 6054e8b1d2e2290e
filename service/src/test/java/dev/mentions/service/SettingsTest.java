package dev.mentions.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    private enum Role {
        EXTRACT,
        EXTRACT_AND_COUNT
    }

    @Test
    void shouldPreferTheEnvironment() {
        Settings settings = new Settings(Map.of("http.max-body", "1"), Map.of("MENTIONS_HTTP_MAX_BODY", "2"));

        assertThat(settings.integer("http.max-body", 0, 0, 9)).isEqualTo(2);
    }

    @Test
    void shouldTakeABlankValueForNone() {
        assertThat(new Settings(Map.of("name", "  "), Map.of()).text("name", "other"))
                .isEqualTo("other");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "65536", "x", "1.5"})
    void shouldNameTheKeyOfANumberThatIsWrong(String value) {
        Settings settings = new Settings(Map.of("http.port", value), Map.of());

        assertThatThrownBy(() -> settings.integer("http.port", 0, 0, 65_535))
                .isInstanceOf(SettingsException.class)
                .hasMessage("http.port (MENTIONS_HTTP_PORT) is '" + value
                        + "', which is not a whole number from 0 to 65535");
    }

    @ParameterizedTest
    @CsvSource({"500ms, PT0.5S", "30s, PT30S", "5m, PT5M", "12h, PT12H", "7d, PT168H"})
    void shouldReadDurations(String text, Duration expected) {
        assertThat(new Settings(Map.of("wait", text), Map.of()).duration("wait", Duration.ZERO))
                .isEqualTo(expected);
    }

    @Test
    void shouldRefuseADurationWithoutUnit() {
        Settings settings = new Settings(Map.of("wait", "30"), Map.of());

        assertThatThrownBy(() -> settings.duration("wait", Duration.ZERO)).hasMessageContaining("such as 500ms");
    }

    @Test
    void shouldReadAChoiceAndListWhatThereIs() {
        Settings settings = new Settings(Map.of("role", "Extract-and-Count", "wrong", "both"), Map.of());

        assertThat(settings.choice("role", Role.EXTRACT)).isEqualTo(Role.EXTRACT_AND_COUNT);
        assertThatThrownBy(() -> settings.choice("wrong", Role.EXTRACT))
                .hasMessageContaining("one of extract, extract-and-count");
    }

    @Test
    void shouldPassALibrarysKeysOnAndKeepOurs() {
        Settings settings = new Settings(
                Map.of("kafka.sasl.mechanism", "PLAIN"), Map.of("MENTIONS_KAFKA_BOOTSTRAP_SERVERS", "host:1"));

        assertThat(settings.passThrough("kafka.", Set.of("acks")))
                .containsOnly(Map.entry("sasl.mechanism", "PLAIN"), Map.entry("bootstrap.servers", "host:1"));
        assertThatThrownBy(() -> settings.passThrough("kafka.", Set.of("sasl.mechanism")))
                .hasMessageContaining("kafka.sasl.mechanism (MENTIONS_KAFKA_SASL_MECHANISM) cannot be set");
    }

    @Test
    void shouldRefuseAKeyThatNothingAsksFor() {
        Settings settings = new Settings(Map.of("htpp.port", "1", "kafka.acks", "all"), Map.of());
        settings.integer("http.port", 0, 0, 1);
        settings.passThrough("kafka.", Set.of());

        assertThatThrownBy(settings::refuseUnknown)
                .hasMessage("The settings file has htpp.port, which is not known here; known are [http.port, kafka.*]");
    }

    @Test
    void shouldReadASecretFromAFileAndNeverShowIt(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("key"), "hush\n");
        Settings settings = new Settings(Map.of("api-key.file", file.toString()), Map.of());

        Secret secret = settings.secret("api-key").orElseThrow();

        assertThat(secret.value()).isEqualTo("hush");
        assertThat(secret).hasToString("[secret]");
    }

    @Test
    void shouldSayThatTheFileIsMissing(@TempDir Path directory) {
        assertThatThrownBy(() -> Settings.load(directory.resolve("none.properties"), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("There is no settings file");
    }
}

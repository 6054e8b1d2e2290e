package dev.mentions.sink.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mentions.contract.Generation;
import dev.mentions.service.FirestoreSection;
import dev.mentions.service.Settings;
import dev.mentions.service.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SinkConfigTest {

    private static final String VARIABLE = "FIRESTORE_EMULATOR_HOST";

    @Test
    void shouldNeedNothingButAProject() {
        SinkConfig config = from(Map.of("firestore.project", "news"), Map.of());

        assertThat(config.name()).isEqualTo("mentions");
        assertThat(config.groupId()).isEqualTo("mentions-sink");
        assertThat(config.kafka()).containsOnly(Map.entry("bootstrap.servers", "127.0.0.1:9092"));
        assertThat(config.firestore())
                .isEqualTo(new FirestoreConfig(
                        new FirestoreSection("news", "(default)", null, null), Duration.ofSeconds(25)));
        assertThat(config.flush()).isEqualTo(new FlushConfig(200, Duration.ofMillis(100)));
        assertThat(config.windowRetention()).isEqualTo(Duration.ofDays(400));
        assertThat(config.ramp()).isEqualTo(RampPolicy.ON);
    }

    @Test
    void shouldRequireAProjectForTheRealFirestore() {
        assertThatThrownBy(() -> from(Map.of(), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("firestore.project");
    }

    @Test
    void shouldGiveEachGenerationItsGroup() {
        SinkConfig config =
                from(Map.of("firestore.project", "news", "generation", "3", "sink.name", "archive"), Map.of());

        assertThat(config.generation()).isEqualTo(new Generation(3));
        assertThat(config.groupId()).isEqualTo("archive-sink-g3");
    }

    @Test
    void shouldGoFullSpeedOnAnEmulatorUnlessTold() {
        assertThat(from(Map.of("firestore.emulator-host", "127.0.0.1:8080"), Map.of())
                        .ramp())
                .isEqualTo(RampPolicy.OFF);
        assertThat(from(Map.of("firestore.emulator-host", "127.0.0.1:8080", "ramp", "on"), Map.of())
                        .ramp())
                .isEqualTo(RampPolicy.ON);
    }

    @Test
    void shouldTakeTheProjectThatTheCommandsReadOnAnEmulatorUnlessTold() {
        assertThat(from(Map.of("firestore.emulator-host", "127.0.0.1:8080"), Map.of())
                        .firestore()
                        .database()
                        .project())
                .isEqualTo("mentions-local");
    }

    @Test
    void shouldRefuseAnEmulatorThatNobodyMeant() {
        assertThatThrownBy(() -> from(Map.of("firestore.project", "news"), Map.of(VARIABLE, "127.0.0.1:8080")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(VARIABLE)
                .hasMessageContaining("local=true");
    }

    /** Every combination of our key, the standard variable and the word that the run is local. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, -, real",
                "-, -, false, real",
                "-, -, true, real",
                "-, host:2, -, refused",
                "-, host:2, false, refused",
                "-, host:2, true, host:2",
                "host:1, -, -, host:1",
                "host:1, -, false, host:1",
                "host:1, -, true, host:1",
                "host:1, host:2, -, host:1",
                "host:1, host:2, false, host:1",
                "host:1, host:2, true, host:1"
            })
    void shouldKnowWhichFirestoreIsMeantOrRefuse(String ours, String standard, String local, String meant) {
        Map<String, String> file = new HashMap<>(Map.of("firestore.project", "news"));
        if (ours != null) {
            file.put("firestore.emulator-host", ours);
        }
        if (local != null) {
            file.put("local", local);
        }
        Map<String, String> environment = standard == null ? Map.of() : Map.of(VARIABLE, standard);

        if (meant.equals("refused")) {
            assertThatThrownBy(() -> from(file, environment))
                    .isInstanceOf(SettingsException.class)
                    .hasMessageContaining(VARIABLE);
        } else {
            assertThat(from(file, environment).firestore().database().emulatorHost())
                    .isEqualTo(meant.equals("real") ? null : meant);
        }
    }

    @Test
    void shouldNotShowPasswordsOfKafka() {
        assertThat(from(Map.of("firestore.project", "news", "kafka.sasl.jaas.config", "sEcReT"), Map.of()))
                .asString()
                .contains("sasl.jaas.config", "news")
                .doesNotContain("sEcReT");
    }

    @Test
    void shouldNotSendCredentialsToAnEmulator() {
        Map<String, String> both =
                Map.of("firestore.emulator-host", "127.0.0.1:1", "firestore.credentials.file", "key.json");

        assertThatThrownBy(() -> from(both, Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("firestore.credentials.file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kafka.group.id", "kafka.isolation.level", "kafka.auto.offset.reset"})
    void shouldRefuseWhatTheFenceRestsOn(String key) {
        assertThatThrownBy(() -> from(Map.of("firestore.project", "news", key, "x"), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "Mentions", "__x__", "a.b", "-a"})
    void shouldRefuseANameThatIsNoDocumentId(String name) {
        assertThatThrownBy(() -> from(Map.of("firestore.project", "news", "sink.name", name), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("sink.name");
    }

    /** Whoever adds a key documents it, and whoever documents one has it. */
    @Test
    void shouldDocumentEveryKey() throws IOException {
        String document = Files.readString(Path.of("../docs/CONFIG.md"));
        Settings settings = new Settings(Map.of("firestore.project", "news"), Map.of());
        SinkConfig.from(settings);

        Set<String> known = new TreeSet<>(settings.known());
        known.removeAll(keys(section(document, "Every service")));

        assertThat(keys(section(document, "firestore-sink"))).isEqualTo(known);
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

    private static SinkConfig from(Map<String, String> file, Map<String, String> environment) {
        Settings settings = new Settings(file, environment);
        SinkConfig config = SinkConfig.from(settings);
        settings.refuseUnknown();
        return config;
    }
}

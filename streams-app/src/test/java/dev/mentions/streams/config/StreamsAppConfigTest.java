package dev.mentions.streams.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mentions.contract.CountingScope;
import dev.mentions.contract.TopicSpec;
import dev.mentions.service.Settings;
import dev.mentions.service.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamsAppConfigTest {

    @Test
    void shouldNotShowPasswordsOfKafka() {
        assertThat(StreamsAppConfig.from(new Settings(Map.of("kafka.sasl.jaas.config", "sEcReT"), Map.of())))
                .asString()
                .contains("sasl.jaas.config")
                .doesNotContain("sEcReT");
    }

    @Test
    void shouldHaveDefaults() {
        StreamsAppConfig config = from(Map.of());

        assertThat(config.role()).isEqualTo(Role.BOTH);
        assertThat(config.kafka().bootstrapServers()).isEqualTo("127.0.0.1:9092");
        assertThat(config.kafka().commitInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.count().windows().size()).isEqualTo(Duration.ofDays(1));
        assertThat(config.count().grace()).isEqualTo(Duration.ofDays(1));
        assertThat(config.extractApplicationId()).isEqualTo("mentions-extract");
        assertThat(config.countApplicationId()).isEqualTo("mentions-count");
    }

    @Test
    void shouldNameWhatBelongsToAGeneration() {
        StreamsAppConfig config = from(Map.of("generation", "2"));

        assertThat(config.extractApplicationId()).isEqualTo("mentions-extract-g2");
        assertThat(config.countApplicationId()).isEqualTo("mentions-count-g2");
        assertThat(config.topicNames().counts().name()).isEqualTo("mentions.counts.v1.g2");
    }

    @Test
    void shouldTakePartInTheExtractionWhoseMentionsAreCounted() {
        StreamsAppConfig config = from(Map.of("generation", "3", "extract.generation", "2", "scope.kinds", "person"));

        assertThat(config.extractApplicationId()).isEqualTo("mentions-extract-g2");
        assertThat(config.countApplicationId()).isEqualTo("mentions-count-g3");
        assertThat(config.topicNames().derived())
                .extracting(TopicSpec::name)
                .containsExactly("mentions.counts.v1.g3", "mentions.rejected.v1.g3");
        assertThat(config.extractionScope()).isEqualTo(CountingScope.ALL);
    }

    @Test
    void shouldPassKafkaKeysOn() {
        StreamsAppConfig config = from(Map.of("kafka.security.protocol", "SSL", "kafka.bootstrap.servers", "a:1"));

        assertThat(config.kafka().clientProperties()).isEqualTo(Map.of("security.protocol", "SSL"));
        assertThat(config.kafka().bootstrapServers()).isEqualTo("a:1");
    }

    @ParameterizedTest
    @CsvSource({
        "kafka.processing.guarantee, at_least_once",
        "kafka.group.instance.id, x",
        "role, both-of-them",
        "instance.id, a/b",
        "window.size, 10ms",
        "window.grace, -1d",
        "count.clean-up.interval, 0s",
        "extract.threads, 0",
        "topics.partitions, 0",
        "generation, 0",
        "group.protocol, consumer"
    })
    void shouldRefuseWhatIsWrongAndNameTheKey(String key, String value) {
        assertThatThrownBy(() -> from(Map.of(key, value)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(key);
    }

    /** Whoever adds a key documents it, and whoever documents one has it. */
    @Test
    void shouldDocumentEveryKey() throws IOException {
        String document = Files.readString(Path.of("../docs/CONFIG.md"));
        Settings settings = new Settings(Map.of(), Map.of());
        StreamsAppConfig.from(settings);

        Set<String> known = new TreeSet<>(settings.known());
        known.removeAll(keys(section(document, "Every service")));

        assertThat(keys(section(document, "streams-app"))).isEqualTo(known);
    }

    private static StreamsAppConfig from(Map<String, String> file) {
        return StreamsAppConfig.from(new Settings(file, Map.of()));
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
}

package dev.mentions.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mentions.service.trace.RecordTracer;
import dev.mentions.streams.LabelExtractor;
import dev.mentions.streams.TestConfigs;
import dev.mentions.streams.config.StreamsAppConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.Test;

/**
 * The topologies as text, beside what an application that runs now was started with. A change fails here and says what an
 * upgrade must do; docs/ARCHITECTURE.md, "Changing the topology", says why. {@code -Dtopology.renew} writes the files anew.
 */
class TopologyDescriptionTest {

    /** What Kafka keeps under these names: state, and where it is read from and written to. */
    private static final Pattern KEPT = Pattern.compile("Sub-topology: \\d+|stores: \\[[^]]+]|topics?: [^)]+");

    private final StreamsAppConfig config = TestConfigs.of(Path.of("unused"));
    private final StreamsAppMetrics metrics = new StreamsAppMetrics(new SimpleMeterRegistry());

    @Test
    void shouldKeepTheExtractTopology() throws IOException {
        assertIs(
                "extract-topology.txt",
                new ExtractTopology(config, LabelExtractor::new, metrics, RecordTracer.NONE).build());
    }

    @Test
    void shouldKeepTheCountTopology() throws IOException {
        assertIs("count-topology.txt", new CountTopology(config, metrics).build());
    }

    @Test
    void shouldTellAChangeOfStateFromOneInPlace() {
        String before = "Sub-topology: 0\n Source: a (topics: [t])\n Processor: b (stores: [s])\n";

        assertThat(upgrade(
                        "x",
                        before,
                        before.replace(
                                "Processor: b (stores: [s])",
                                "Processor: c (stores: [])\n" + " Processor: b (stores: [s])")))
                .contains("in place");
        for (String after : List.of(
                before.replace("[s]", "[other]"),
                before.replace("[s]", "[]"),
                before.replace("[t]", "[other]"),
                before.replace("Processor", "Sub-topology: 1\n Processor"))) {
            assertThat(upgrade("x", before, after)).contains("new generation");
        }
    }

    private static void assertIs(String resource, Topology topology) throws IOException {
        String now = topology.describe().toString().strip();
        if (System.getProperty("topology.renew") != null) {
            Files.writeString(
                    Path.of(
                            "src/test/resources",
                            TopologyDescriptionTest.class.getPackageName().replace('.', '/'),
                            resource),
                    now + "\n");
        } else {
            try (InputStream in = TopologyDescriptionTest.class.getResourceAsStream(resource)) {
                String before = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
                assertThat(now).as(() -> upgrade(resource, before, now)).isEqualTo(before);
            }
        }
    }

    private static String upgrade(String resource, String before, String now) {
        String todo = kept(before).equals(kept(now))
                ? "Stores, topics and sub-topologies are the same: it can be upgraded in place."
                : """
                A store, a topic or a sub-topology is another one: started over the old state, the application would \
                begin without it and count anew what it had counted. It needs a new generation (docs/ARCHITECTURE.md, \
                "Changing the topology"): start it beside the old one, replay, promote. CHANGELOG.md must say so.\
                """;
        return "The topology has changed. " + todo + "\nWhen that is what you mean, renew " + resource
                + " and commit it with the change: ./mvnw -pl streams-app -am test -Dtest=TopologyDescriptionTest"
                + " -Dsurefire.failIfNoSpecifiedTests=false -Dtopology.renew\n";
    }

    private static List<String> kept(String description) {
        return KEPT.matcher(description).results().map(MatchResult::group).toList();
    }
}

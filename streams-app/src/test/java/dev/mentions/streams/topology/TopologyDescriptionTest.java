package dev.mentions.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mentions.streams.LabelExtractor;
import dev.mentions.streams.TestConfigs;
import dev.mentions.streams.config.StreamsAppConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.Test;

/**
 * The topologies as text. A change of a store's name or of what is before it means that a running application loses its
 * state: then it is a new generation, and CHANGELOG.md says so. A change of anything else is written into the file.
 */
class TopologyDescriptionTest {

    private final StreamsAppConfig config = TestConfigs.of(Path.of("unused"));
    private final StreamsAppMetrics metrics = new StreamsAppMetrics(new SimpleMeterRegistry());

    @Test
    void shouldKeepTheExtractTopology() throws IOException {
        assertIs("extract-topology.txt", new ExtractTopology(config, LabelExtractor::new, metrics).build());
    }

    @Test
    void shouldKeepTheCountTopology() throws IOException {
        assertIs("count-topology.txt", new CountTopology(config, metrics).build());
    }

    private static void assertIs(String resource, Topology topology) throws IOException {
        try (InputStream in = TopologyDescriptionTest.class.getResourceAsStream(resource)) {
            assertThat(topology.describe().toString().strip())
                    .isEqualTo(new String(in.readAllBytes(), StandardCharsets.UTF_8).strip());
        }
    }
}

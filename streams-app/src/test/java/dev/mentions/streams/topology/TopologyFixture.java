package dev.mentions.streams.topology;

import dev.mentions.streams.config.StreamsAppConfig;
import dev.mentions.streams.runtime.RocksDbMemory;
import dev.mentions.streams.runtime.StreamsProperties;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** A topology in Kafka's test driver, with the properties it has in production. */
final class TopologyFixture implements AutoCloseable {

    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final TopologyTestDriver driver;
    final TestOutputTopic<byte[], byte[]> rejected;

    private final RocksDbMemory memory = new RocksDbMemory(16 * 1024 * 1024);

    TopologyFixture(
            StreamsAppConfig config,
            BiFunction<StreamsAppConfig, StreamsAppMetrics, Topology> topology,
            Function<StreamsProperties, Properties> properties) {
        StreamsAppMetrics metrics = new StreamsAppMetrics(registry);
        Properties production = properties.apply(new StreamsProperties(config, metrics, memory));
        this.driver = new TopologyTestDriver(topology.apply(config, metrics), production, Instant.EPOCH);
        this.rejected = driver.createOutputTopic(
                config.topicNames().rejected().name(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    double count(String meter) {
        return registry.get(meter).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    /** Returns how many records were rejected for a reason, by the name it has in the metrics. */
    double rejectedFor(String reason) {
        return registry.get("mentions.streams.rejected")
                .tag("reason", reason)
                .counter()
                .count();
    }

    /** Returns the causes of the dead letters not read yet. */
    List<String> rejections() {
        return rejected.readRecordsToList().stream()
                .map(letter -> header(letter, "__streams.errors.message"))
                .toList();
    }

    static String header(TestRecord<?, ?> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        driver.close();
        memory.close();
    }
}

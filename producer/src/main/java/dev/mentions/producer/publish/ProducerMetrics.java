package dev.mentions.producer.publish;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import java.util.Set;
import org.apache.kafka.clients.producer.Producer;

/** Every meter of the producer. Safe for use by several threads. */
public final class ProducerMetrics implements AutoCloseable {

    private static final String PREFIX = "mentions.producer.";

    private final MeterRegistry registry;
    private final KafkaClientMetrics kafka;
    private final Counter accepted;
    private final Timer latency;

    /**
     * @param producer whose own figures are shown too
     */
    public ProducerMetrics(MeterRegistry registry, Producer<?, ?> producer, InFlight inFlight) {
        this.registry = registry;
        this.kafka = new KafkaClientMetrics(producer);
        this.accepted = Counter.builder(PREFIX + "posts.accepted")
                .description("Posts that the broker has acknowledged")
                .register(registry);
        this.latency = Timer.builder(PREFIX + "publish.latency")
                .description("From handing a post to Kafka to its outcome")
                .publishPercentileHistogram()
                .register(registry);
        kafka.bindTo(registry);
        Gauge.builder(PREFIX + "posts.in.flight", inFlight, InFlight::posts)
                .description("Posts without an outcome yet")
                .register(registry);
        Gauge.builder(PREFIX + "bytes.in.flight", inFlight, InFlight::bytes)
                .description("Their size")
                .register(registry);
    }

    /**
     * Counts a post that was acknowledged.
     *
     * @param latency since it was handed to Kafka
     */
    public void accepted(Duration latency) {
        accepted.increment();
        this.latency.record(latency);
    }

    /** Shows these reasons from the start, at 0: an alert sees a rise, and none of a meter that begins at 1. */
    public void expectRefusals(Set<String> codes) {
        codes.forEach(this::refusals);
    }

    /**
     * Counts a post, or a request, that was refused.
     *
     * @param code why, of the fixed set that answers carry
     */
    public void refused(String code) {
        refusals(code).increment();
    }

    private Counter refusals(String code) {
        return Counter.builder(PREFIX + "posts.refused")
                .description("Posts that were not taken, by the code of the answer")
                .tag("code", code)
                .register(registry);
    }

    @Override
    public void close() {
        kafka.close();
    }
}

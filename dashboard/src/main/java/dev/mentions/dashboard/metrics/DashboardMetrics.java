package dev.mentions.dashboard.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntSupplier;

/** Every meter of the dashboard. Names and tags are public. Safe for use by several threads. */
public final class DashboardMetrics {

    private static final String PREFIX = "mentions.dashboard.";

    private final MeterRegistry registry;
    private final Map<Read, Counter> reads = new EnumMap<>(Read.class);
    private final Counter events;

    /** What is read from Firestore. */
    public enum Read {
        GENERATION,
        PUBLICATIONS,
        WINDOWS,
        ENTITIES,
        COUNTS,
        FENCES,
        LOSSES
    }

    public DashboardMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (Read what : Read.values()) {
            reads.put(
                    what,
                    Counter.builder(PREFIX + "firestore.reads")
                            .description("Documents read from Firestore, as it bills them")
                            .tag("what", what.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
        this.events = Counter.builder(PREFIX + "events")
                .description("Events that were told to viewers")
                .register(registry);
    }

    public void read(Read what, long documents) {
        reads.get(what).increment((double) documents);
    }

    /** Counts an event that was told to so many viewers. */
    public void told(int viewers) {
        events.increment(viewers);
    }

    /** Shows how many viewers there are. */
    public void viewers(IntSupplier viewers) {
        Gauge.builder(PREFIX + "viewers", viewers::getAsInt)
                .description("Who follows the counts live")
                .register(registry);
    }
}

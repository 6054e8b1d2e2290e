package dev.mentions.service;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmHeapPressureMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmInfoMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.util.function.Supplier;

/** The meters that every process has: of its JVM and its clock, and whether it is ready. */
public final class ServiceMetrics implements AutoCloseable {

    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final JvmHeapPressureMetrics pressure = new JvmHeapPressureMetrics();

    /**
     * @param health asked anew at each look
     */
    public ServiceMetrics(MeterRegistry registry, Supplier<Health> health) {
        Gauge.builder("mentions.service.ready", () -> health.get().ready() ? 1 : 0)
                .description("Whether it can do its work now, as /health/ready says: 1 or 0")
                .register(registry);
        Gauge.builder("mentions.clock.ahead", () -> SteadyClock.SYSTEM.ahead().toMillis() / 1e3)
                .description("By how much the clock of Kafka's clients is ahead of the wall clock, which was set back")
                .baseUnit("seconds")
                .register(registry);
        new JvmInfoMetrics().bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        collections.bindTo(registry);
        pressure.bindTo(registry);
    }

    /** Listens to the JVM no longer. */
    @Override
    public void close() {
        collections.close();
        pressure.close();
    }
}

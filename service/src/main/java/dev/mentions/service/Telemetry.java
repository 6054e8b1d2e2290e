package dev.mentions.service;

import dev.mentions.service.trace.RecordTracer;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Where a service says how it is doing.
 *
 * @param metrics gets its meters
 * @param tracer begins its spans
 */
public record Telemetry(MeterRegistry metrics, RecordTracer tracer) {

    /** Returns one without spans of its own. */
    public static Telemetry untraced(MeterRegistry metrics) {
        return new Telemetry(metrics, RecordTracer.NONE);
    }
}

package dev.mentions.service;

import dev.mentions.service.trace.RecordTracer;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Sends this process's spans to a collector, when the standard variables of OpenTelemetry name one; otherwise there are
 * none. For one thread.
 */
final class TraceExport implements AutoCloseable {

    /** Any of these asks for traces. All others of OpenTelemetry's variables only say how. */
    private static final List<String> ASKING =
            List.of("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_TRACES_EXPORTER");

    private static final List<String> PROTOCOLS =
            List.of("OTEL_EXPORTER_OTLP_PROTOCOL", "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL");

    /** The one that the JDK's own client speaks. */
    private static final String PROTOCOL = "http/protobuf";

    private static final long FLUSH_SECONDS = 2;

    private final Optional<OpenTelemetrySdk> sdk;

    private TraceExport(Optional<OpenTelemetrySdk> sdk) {
        this.sdk = sdk;
    }

    /**
     * Begins to send, if asked to.
     *
     * @param service the process's name for those who look at traces, unless the environment names another
     * @param environment of this process: OpenTelemetry reads it itself too
     * @throws SettingsException when the variables are wrong
     */
    static TraceExport start(String service, Map<String, String> environment) {
        if (ASKING.stream().noneMatch(variable -> isSet(environment, variable))) {
            return new TraceExport(Optional.empty());
        }
        for (String variable : PROTOCOLS) {
            if (isSet(environment, variable) && !environment.get(variable).equals(PROTOCOL)) {
                throw new SettingsException(variable + " is '" + environment.get(variable) + "', and only " + PROTOCOL
                        + " is spoken here, which collectors listen for on port 4318");
            }
        }
        try {
            return new TraceExport(Optional.of(AutoConfiguredOpenTelemetrySdk.builder()
                    // Metrics are Prometheus' and logs go to standard error.
                    .addPropertiesSupplier(() -> Map.of(
                            "otel.service.name",
                            "mentions-" + service,
                            "otel.metrics.exporter",
                            "none",
                            "otel.logs.exporter",
                            "none",
                            "otel.exporter.otlp.protocol",
                            PROTOCOL))
                    .disableShutdownHook()
                    .build()
                    .getOpenTelemetrySdk()));
        } catch (ConfigurationException e) {
            throw new SettingsException("OpenTelemetry refuses its variables OTEL_*: " + e.getMessage());
        }
    }

    private static boolean isSet(Map<String, String> environment, String variable) {
        return !environment.getOrDefault(variable, "").isBlank();
    }

    /** Returns what begins spans: those that are sent, or none. */
    RecordTracer tracer() {
        return sdk.map(RecordTracer::new).orElse(RecordTracer.NONE);
    }

    /** Sends what is left, for {@value #FLUSH_SECONDS} s at most. */
    @Override
    public void close() {
        sdk.ifPresent(started -> started.shutdown().join(FLUSH_SECONDS, TimeUnit.SECONDS));
    }
}

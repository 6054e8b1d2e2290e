package dev.mentions.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mentions.service.trace.RecordTracer.Operation;
import io.opentelemetry.context.Context;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TraceExportTest {

    @AfterEach
    void reset() {
        System.clearProperty("otel.traces.exporter");
    }

    @Test
    void shouldHaveNoSpansUnlessACollectorIsNamed() {
        try (TraceExport export =
                TraceExport.start("producer", Map.of("OTEL_SERVICE_NAME", "x", "OTEL_EXPORTER_OTLP_ENDPOINT", " "))) {
            assertThat(isSampled(export)).isFalse();
        }
    }

    @Test
    void shouldHaveSpansForTheCollectorThatIsNamed() {
        // Nobody listens there; closing has a bound.
        try (TraceExport export =
                TraceExport.start("producer", Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1"))) {
            assertThat(isSampled(export)).isTrue();
        }
    }

    @Test
    void shouldSayWhichVariablesAreWrong() {
        // OpenTelemetry reads the names as system properties too, which a test can set.
        System.setProperty("otel.traces.exporter", "pigeon");

        assertThatThrownBy(() -> TraceExport.start("producer", Map.of("OTEL_TRACES_EXPORTER", "pigeon")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("OTEL_*")
                .hasMessageContaining("pigeon");
    }

    @Test
    void shouldSayThatItSpeaksHttpOnly() {
        Map<String, String> environment = Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:4317", "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "grpc");

        assertThatThrownBy(() -> TraceExport.start("producer", environment))
                .isInstanceOf(SettingsException.class)
                .hasMessage("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL is 'grpc', and only http/protobuf is spoken here,"
                        + " which collectors listen for on port 4318");
    }

    private static boolean isSampled(TraceExport export) {
        return export.tracer()
                .span(Operation.SEND, "posts", Context.root())
                .startSpan()
                .getSpanContext()
                .isSampled();
    }
}

package dev.mentions.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.status.Status;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.bridge.SLF4JBridgeHandler;
import org.slf4j.event.KeyValuePair;

/** What a line of the log looks like, under the configuration that services have. */
class LoggingTest {

    private static final Instant TIME = Instant.parse("2026-11-29T09:58:07.123Z");

    @Test
    void shouldWriteTextUnlessAskedOtherwise() {
        assertThat(line(Map.of(), new KeyValuePair("partition", 3)))
                .isEqualTo("2026-11-29T09:58:07.123Z INFO  [a thread] dev.mentions.Some - Said \"something\""
                        + " partition=\"3\"\n");
        assertThat(line(Map.of())).endsWith("Said \"something\"\n");
    }

    @Test
    void shouldWriteAnObjectALineWithAFieldForEachValue() throws Exception {
        String line = line(
                Map.of("MENTIONS_LOG_FORMAT", "json"),
                new KeyValuePair("partition", 3),
                new KeyValuePair("postId", "7\n\"8\" {} ü"));

        assertThat(line).endsWith("}\n").hasLineCount(1);
        JsonNode fields = new ObjectMapper().readTree(line);
        assertThat(fields.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("time", "severity", "logger", "thread", "message", "partition", "postId");
        assertThat(Instant.parse(fields.get("time").asText())).isEqualTo(TIME);
        assertThat(fields.get("severity").asText()).isEqualTo("INFO");
        assertThat(fields.get("logger").asText()).isEqualTo("dev.mentions.Some");
        assertThat(fields.get("thread").asText()).isEqualTo("a thread");
        assertThat(fields.get("message").asText()).isEqualTo("Said \"something\"");
        assertThat(fields.get("partition").isInt()).isTrue();
        assertThat(fields.get("postId").asText()).isEqualTo("7\n\"8\" {} ü");
    }

    @Test
    void shouldPutAnExceptionIntoTheSameObject() throws Exception {
        String line = line(Map.of("MENTIONS_LOG_FORMAT", "json"), new IllegalStateException("the cause"));

        assertThat(line).hasLineCount(1);
        assertThat(new ObjectMapper().readTree(line).get("stack_trace").asText())
                .startsWith("java.lang.IllegalStateException: the cause")
                .contains("at " + LoggingTest.class.getName());
    }

    @Test
    void shouldKeepAValueFromBeginningALineOfItsOwn() {
        assertThat(line(Map.of(), new KeyValuePair("postId", "7\r\n2026-11-29T09:58:07.123Z ERROR [x] y - z")))
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"xml", "JSON", " json"})
    void shouldRefuseAFormatThatThereIsNot(String format) {
        assertThatThrownBy(() -> Logging.begin(Map.of("MENTIONS_LOG_FORMAT", format)))
                .isInstanceOf(SettingsException.class)
                .hasMessage("MENTIONS_LOG_FORMAT is '" + format + "', which is not one of text, json");
        // What Logback has begun with by then is text.
        assertThat(line(Map.of("MENTIONS_LOG_FORMAT", format))).endsWith("Said \"something\"\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "text", "json"})
    void shouldTakeInWhatTheJdkLogs(String format) {
        java.util.logging.Logger root = java.util.logging.Logger.getLogger("");
        Handler[] before = root.getHandlers();
        try {
            Logging.begin(Map.of("MENTIONS_LOG_FORMAT", format));

            assertThat(root.getHandlers()).singleElement().isInstanceOf(SLF4JBridgeHandler.class);
        } finally {
            SLF4JBridgeHandler.uninstall();
            Stream.of(before).forEach(root::addHandler);
        }
    }

    @Test
    void shouldShowWhatABrokerCutsOffItsLogsAtAnyLevelOfTheLibraries() {
        LoggerContext context = context(Map.of("MENTIONS_LOG_LEVEL_LIBRARIES", "ERROR"));

        assertThat(context.getLogger("org.apache.kafka.storage.internals.log.LogLoader")
                        .isWarnEnabled())
                .isTrue();
        assertThat(context.getLogger("org.apache.kafka.storage.internals.log.LogSegment")
                        .isWarnEnabled())
                .isTrue();
        assertThat(context.getLogger("org.apache.kafka.clients").isWarnEnabled())
                .isFalse();
    }

    private static String line(Map<String, String> environment, KeyValuePair... values) {
        return line(environment, null, values);
    }

    private static String line(Map<String, String> environment, Throwable error, KeyValuePair... values) {
        LoggerContext context = context(environment);
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        LoggingEvent event = new LoggingEvent(
                "", context.getLogger("dev.mentions.Some"), Level.INFO, "Said \"something\"", error, null);
        event.setThreadName("a thread");
        event.setInstant(TIME);
        event.setMDCPropertyMap(Map.of());
        event.setKeyValuePairs(List.of(values));
        OutputStreamAppender<ILoggingEvent> appender = (OutputStreamAppender<ILoggingEvent>) root.getAppender("stderr");
        return new String(appender.getEncoder().encode(event), UTF_8);
    }

    private static LoggerContext context(Map<String, String> environment) {
        LoggerContext context = new LoggerContext();
        environment.forEach(context::putProperty);
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        try {
            configurator.doConfigure(Logging.class.getResource("/logback.xml"));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        assertThat(context.getStatusManager().getCopyOfStatusList())
                .noneMatch(status -> status.getEffectiveLevel() > Status.INFO);
        return context;
    }
}

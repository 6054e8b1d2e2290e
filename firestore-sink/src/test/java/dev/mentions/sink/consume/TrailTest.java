package dev.mentions.sink.consume;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.mentions.contract.CountKey;
import dev.mentions.contract.CountUpdate;
import dev.mentions.contract.EntityKind;
import dev.mentions.service.trace.RecordTracer;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/** What the sink tells of single posts once their counts are in the store. */
class TrailTest {

    private static final Instant WINDOW = Instant.parse("2026-11-20T00:00:00Z");

    @RegisterExtension
    final OpenTelemetryExtension telemetry = OpenTelemetryExtension.create();

    private final AtomicLong nanos = new AtomicLong();

    @Test
    void shouldEndEachSampledTraceOnceInACommit() {
        SpanContext one = trace("b7ad6b7169203331", TraceFlags.getSampled());
        SpanContext two = trace("b7ad6b7169203332", TraceFlags.getSampled());
        FakeSink sink = sink(
                new FakeCountStore(),
                delta(0, one, null),
                delta(1, one, null),
                delta(2, two, null),
                delta(3, trace("b7ad6b7169203333", TraceFlags.getDefault()), null),
                delta(4, SpanContext.getInvalid(), null));

        sink.finish();

        assertThat(telemetry.getSpans())
                .extracting(SpanData::getParentSpanContext)
                .containsExactly(one, two);
        assertThat(telemetry.getSpans()).allSatisfy(span -> {
            assertThat(span.getName()).isEqualTo("apply counts");
            assertThat(span.getKind()).isEqualTo(SpanKind.CONSUMER);
            assertThat(span.getAttributes().get(RecordTracer.PARTITION)).isEqualTo("0");
            assertThat(span.getStartEpochNanos())
                    .isBetween(
                            TimeUnit.MILLISECONDS.toNanos(FakeSink.WALL.toEpochMilli()), span.getEndEpochNanos() - 1);
        });
    }

    @Test
    void shouldEndNoTraceOfWhatAnotherSinkHasTaken() {
        FakeCountStore store = new FakeCountStore();
        FakeSink sink = sink(store, delta(0, trace("b7ad6b7169203331", TraceFlags.getSampled()), null));
        // It claims the fence and reads; its commit comes with the next turn.
        sink.turn(10, false);
        new FakeSink(store, List.of(), 1, nanos).turn(10, false);

        for (int i = 0; i < 10; i++) {
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            sink.turn(10, true);
        }

        assertThat(sink.count("fenced")).isEqualTo(1);
        assertThat(telemetry.getSpans()).isEmpty();
    }

    @Test
    void shouldSayAtDebugWhichPostsAreCountedWhere() {
        Logger logger = (Logger) LoggerFactory.getLogger(Trail.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        logger.setLevel(Level.DEBUG);
        try {
            sink(new FakeCountStore(), delta(7, SpanContext.getInvalid(), "a post"))
                    .finish();
        } finally {
            logger.setLevel(null);
            logger.detachAppender(log);
        }

        assertThat(log.list).singleElement().satisfies(event -> {
            Map<String, Object> values =
                    event.getKeyValuePairs().stream().collect(Collectors.toMap(pair -> pair.key, pair -> pair.value));
            assertThat(values)
                    .containsEntry("postId", "a post")
                    .containsEntry("offset", 7L)
                    .containsEntry("windowId", "2026-11-20T00:00:00Z")
                    .containsKeys("publicationId", "entityId");
            assertThat(values.toString()).doesNotContainIgnoringCase("ada");
        });
    }

    private FakeSink sink(FakeCountStore store, SourceRecord... log) {
        return new FakeSink(
                store,
                List.of(log),
                log[log.length - 1].offset() + 1,
                nanos,
                new RecordTracer(telemetry.getOpenTelemetry()));
    }

    private static SpanContext trace(String spanId, TraceFlags flags) {
        return SpanContext.createFromRemoteParent(
                "0af7651916cd43dd8448eb211c80319c", spanId, flags, TraceState.getDefault());
    }

    private static SourceRecord delta(long offset, SpanContext trace, @Nullable String postId) {
        return new SourceRecord.Delta(
                offset,
                FakeSink.WALL.toEpochMilli(),
                new PostOrigin(null, trace, postId),
                new CountKey("p", EntityKind.PERSON, "ada " + offset, WINDOW),
                new CountUpdate(1, 1L, "Ada", WINDOW.plus(Duration.ofDays(1))));
    }
}

package dev.mentions.sink.consume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mentions.contract.CountKey;
import dev.mentions.contract.CountUpdate;
import dev.mentions.contract.EntityKind;
import io.opentelemetry.api.trace.SpanContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the sink says of the time that posts took to their counts. */
class EndToEndLatencyTest {

    private static final Instant WINDOW = Instant.parse("2026-11-20T00:00:00Z");
    private static final Duration TAKEN = Duration.ofSeconds(90);

    private final FakeCountStore store = new FakeCountStore();
    private final AtomicLong nanos = new AtomicLong();
    private final FakeSink sink = new FakeSink(
            store,
            List.of(delta(0, FakeSink.WALL), delta(1, null), delta(2, FakeSink.WALL.minusSeconds(10))),
            3,
            nanos);

    @Test
    void shouldKnowNoNewestPostBeforeOneIsCounted() {
        sink.turn(10, false);

        assertThat(newest()).isNaN();
    }

    @Test
    void shouldMeasureEachKnownPostUntilItsCountsAreInTheStore() {
        nanos.set(TAKEN.toNanos());

        sink.finish();

        var latency = sink.registry.get("mentions.sink.end.to.end.latency").timer();
        assertThat(latency.count()).isEqualTo(2);
        assertThat(latency.totalTime(TimeUnit.SECONDS)).isBetween(2 * 90.0 + 10, 2 * 91.0 + 10);
        assertThat(newest()).isEqualTo((double) FakeSink.WALL.getEpochSecond());
    }

    @Test
    void shouldNotMeasureWhatAnotherSinkHasTaken() {
        // It claims the fence and reads; its commit comes with the next turn.
        sink.turn(10, false);
        new FakeSink(store, List.of(), 3, nanos).turn(10, false);
        assertThat(store.fence.fence().epoch()).isEqualTo(2);

        for (int i = 0; i < 10; i++) {
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            sink.turn(10, true);
        }

        assertThat(sink.count("fenced")).isEqualTo(1);
        assertThat(newest()).isNaN();
    }

    private double newest() {
        return sink.registry
                .get("mentions.sink.newest.acceptance.timestamp")
                .gauge()
                .value();
    }

    private static SourceRecord delta(long offset, @Nullable Instant acceptance) {
        return new SourceRecord.Delta(
                offset,
                FakeSink.WALL.toEpochMilli(),
                new PostOrigin(acceptance, SpanContext.getInvalid(), null),
                new CountKey("p", EntityKind.PERSON, "ada " + offset, WINDOW),
                new CountUpdate(1, 1L, "Ada", WINDOW.plus(Duration.ofDays(1))));
    }
}

package dev.mentions.sink.consume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mentions.sink.config.RampPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WriteBudgetTest {

    private final AtomicLong nanos = new AtomicLong();
    private final SinkClock clock = new SinkClock(() -> Instant.EPOCH, nanos::get);
    private final WriteBudget budget = new WriteBudget(RampPolicy.ON, clock);

    @Test
    void shouldAllowWhatTheRampAllowsAndNoMore() {
        int written = 0;
        for (int i = 0; i < 10_000; i++) {
            written += budget.tryAcquire(100) ? 100 : 0;
            pass(Duration.ofMillis(1));
        }

        assertThat(written).as("in 10 s, after one second's worth at once").isBetween(5_000, 5_700);
    }

    @Test
    void shouldLetACommitThroughThatIsLargerThanASecondsWrites() {
        assertThat(budget.tryAcquire(1_000)).isTrue();
        pass(Duration.ofMillis(900));
        assertThat(budget.tryAcquire(1)).isFalse();
        pass(Duration.ofMillis(200));
        assertThat(budget.tryAcquire(1)).isTrue();
    }

    @Test
    void shouldGrowByHalfEveryFiveMinutes() {
        pass(Duration.ofMinutes(5).minusNanos(1));
        budget.tryAcquire(1);
        assertThat(budget.allowed()).isEqualTo(500);
        pass(Duration.ofNanos(1));
        budget.tryAcquire(1);
        assertThat(budget.allowed()).isEqualTo(750);
        pass(Duration.ofMinutes(10));
        budget.tryAcquire(1);
        assertThat(budget.allowed()).isEqualTo(1687.5);
    }

    @Test
    void shouldHalveDownToAFloor() {
        budget.slowDown();
        assertThat(budget.allowed()).isEqualTo(250);
        assertThat(budget.tryAcquire(1)).as("right after an overload").isFalse();

        for (int i = 0; i < 20; i++) {
            budget.slowDown();
        }
        assertThat(budget.allowed()).isEqualTo(50);
    }

    @Test
    void shouldNotHoldBackWithoutARamp() {
        WriteBudget unlimited = new WriteBudget(RampPolicy.OFF, clock);
        unlimited.slowDown();

        for (int i = 0; i < 1_000; i++) {
            assertThat(unlimited.tryAcquire(1_000)).isTrue();
        }
        assertThat(unlimited.allowed()).isInfinite();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}

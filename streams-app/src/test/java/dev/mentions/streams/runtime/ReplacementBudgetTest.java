package dev.mentions.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ReplacementBudgetTest {

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1); // a monotonic clock may overflow
    private final ReplacementBudget budget = new ReplacementBudget(2, Duration.ofMinutes(10), now::get);

    @Test
    void shouldEndAndComeBackWithTime() {
        assertThat(budget.spend()).isTrue();
        now.addAndGet(Duration.ofMinutes(9).toNanos());
        assertThat(budget.spend()).isTrue();
        assertThat(budget.spend()).isFalse();

        now.addAndGet(Duration.ofMinutes(1).toNanos());

        assertThat(budget.spend()).isTrue();
        assertThat(budget.spend()).isFalse();
    }
}

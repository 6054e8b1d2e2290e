package dev.mentions.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ReplacementBudgetTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final ReplacementBudget budget = new ReplacementBudget(2, Duration.ofMinutes(10), now::get);

    @Test
    void shouldEndAndComeBackWithTime() {
        assertThat(budget.spend()).isTrue();
        now.set(Instant.EPOCH.plus(Duration.ofMinutes(9)));
        assertThat(budget.spend()).isTrue();
        assertThat(budget.spend()).isFalse();

        now.set(Instant.EPOCH.plus(Duration.ofMinutes(10)));

        assertThat(budget.spend()).isTrue();
        assertThat(budget.spend()).isFalse();
    }
}

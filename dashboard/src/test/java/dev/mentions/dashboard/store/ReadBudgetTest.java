package dev.mentions.dashboard.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A hundred reads a minute. */
class ReadBudgetTest {

    private static final int PER_MINUTE = 100;

    private final AtomicLong nanos = new AtomicLong(7);
    private final ReadBudget budget = new ReadBudget(PER_MINUTE, nanos::get);

    @Test
    void shouldKeepHalfForWhatNobodyHasSeen() {
        budget.take(50, Need.REFRESH);

        assertThatThrownBy(() -> budget.take(1, Need.REFRESH)).isInstanceOf(BudgetSpentException.class);
        budget.take(50, Need.FIRST);
        assertThatThrownBy(() -> budget.take(1, Need.FIRST)).isInstanceOf(BudgetSpentException.class);
    }

    @Test
    void shouldFillUpWithinAMinuteAndNoFurther() {
        budget.take(50, Need.FIRST);
        budget.take(50, Need.FIRST);

        assertThat(catchThrowableOfType(BudgetSpentException.class, () -> budget.take(10, Need.FIRST))
                        .retryAfterSeconds())
                .isEqualTo(6);
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(6));
        budget.take(10, Need.FIRST);

        nanos.addAndGet(TimeUnit.MINUTES.toNanos(10));
        budget.take(50, Need.FIRST);
        budget.take(50, Need.FIRST);
        assertThatThrownBy(() -> budget.take(1, Need.FIRST)).isInstanceOf(BudgetSpentException.class);
    }

    /** As at a start: the generation is read first, then all publications, however many that is. */
    @Test
    void shouldAllowAFirstLookOfAnySizeWhileHalfIsLeft() {
        budget.take(1, Need.FIRST);
        budget.take(1_000, Need.FIRST);
        budget.giveBack(940);

        assertThatThrownBy(() -> budget.take(1_000, Need.FIRST)).isInstanceOf(BudgetSpentException.class);
        budget.take(39, Need.FIRST);
    }

    @Test
    void shouldMakeUpForWhatWasTooMuch() {
        budget.take(300, Need.FIRST);

        nanos.addAndGet(TimeUnit.MINUTES.toNanos(2));
        assertThatThrownBy(() -> budget.take(1, Need.FIRST)).isInstanceOf(BudgetSpentException.class);
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
        budget.take(1, Need.FIRST);
    }
}

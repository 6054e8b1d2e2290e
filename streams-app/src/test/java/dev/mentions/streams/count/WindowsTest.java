package dev.mentions.streams.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mentions.streams.count.Windows.Window;
import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class WindowsTest {

    private static final Window NOV_20 =
            new Window(Instant.parse("2026-11-20T00:00:00Z"), Instant.parse("2026-11-21T00:00:00Z"));

    @Test
    void shouldHoldItsStartAndNotItsEnd() {
        assertThat(Windows.DAILY.windowOf(NOV_20.start())).isEqualTo(NOV_20);
        assertThat(Windows.DAILY.windowOf(NOV_20.end().minusMillis(1))).isEqualTo(NOV_20);
        assertThat(Windows.DAILY.windowOf(NOV_20.end()).start()).isEqualTo(NOV_20.end());
    }

    @Test
    void shouldRoundDownBefore1970() {
        assertThat(Windows.DAILY.windowOf(Instant.parse("1969-12-31T23:59:59.999Z")))
                .isEqualTo(new Window(Instant.parse("1969-12-31T00:00:00Z"), Instant.EPOCH));
        assertThat(Windows.DAILY.windowOf(Instant.parse("1969-12-31T00:00:00Z")))
                .isEqualTo(new Window(Instant.parse("1969-12-31T00:00:00Z"), Instant.EPOCH));
        assertThat(Windows.DAILY.windowOf(Instant.parse("1815-12-10T12:00:00Z")).start())
                .isEqualTo(Instant.parse("1815-12-10T00:00:00Z"));
    }

    @Test
    void shouldCloseAtTheEndOfItsGrace() {
        Duration grace = Duration.ofHours(1);
        Instant graceEnd = NOV_20.end().plus(grace);

        assertThat(NOV_20.isClosed(grace, graceEnd.minusMillis(1))).isFalse();
        assertThat(NOV_20.isClosed(grace, graceEnd)).isTrue();
    }

    @Property
    void shouldBeOfOneSizeAndHoldTheEvent(
            @ForAll @LongRange(min = -62_000_000_000_000L, max = 62_000_000_000_000L) long epochMillis,
            @ForAll @LongRange(min = 1, max = 100_000_000_000L) long size) {
        Instant event = Instant.ofEpochMilli(epochMillis);

        Window window = new Windows(Duration.ofMillis(size)).windowOf(event);

        assertThat(window.start()).isBeforeOrEqualTo(event);
        assertThat(window.end()).isAfter(event);
        assertThat(Duration.between(window.start(), window.end())).isEqualTo(Duration.ofMillis(size));
        assertThat(window.start().toEpochMilli() % size).isZero();
    }

    @Test
    void shouldRefuseASizeThatIsNoWholeNumberOfMilliseconds() {
        assertThatThrownBy(() -> new Windows(Duration.ofNanos(1_500_000))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Windows(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }
}

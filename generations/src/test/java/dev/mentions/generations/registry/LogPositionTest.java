package dev.mentions.generations.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogPositionTest {

    @Test
    void shouldReadTheEndsOfTheLog() {
        assertThat(LogPosition.parse("earliest")).isEqualTo(new LogPosition.Earliest());
        assertThat(LogPosition.parse("LATEST")).isEqualTo(new LogPosition.Latest());
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-20, 2026-11-20T00:00:00Z",
        "2026-11-20T09:30:00Z, 2026-11-20T09:30:00Z",
        "2026-11-20T09:30:00+02:00, 2026-11-20T07:30:00Z",
        "2026-11-20T09:30Z, 2026-11-20T09:30:00Z"
    })
    void shouldReadADayInUtcAndAMoment(String text, Instant moment) {
        assertThat(LogPosition.parse(text)).isEqualTo(new LogPosition.At(moment));
    }

    @Test
    @ResourceLock(Resources.TIME_ZONE)
    void shouldReadADayInUtcWhereverItRuns() {
        TimeZone before = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
        try {
            assertThat(LogPosition.parse("2026-11-20"))
                    .isEqualTo(new LogPosition.At(Instant.parse("2026-11-20T00:00:00Z")));
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void shouldReadAnOffsetForEachPartition() {
        assertThat(LogPosition.parse("0:12,1:0,10:9000000000"))
                .isEqualTo(new LogPosition.Offsets(Map.of(0, 12L, 1, 0L, 10, 9_000_000_000L)));
    }

    @Test
    void shouldNotChooseBetweenTwoOffsetsForAPartition() {
        assertThatThrownBy(() -> LogPosition.parse("0:1,1:5,0:2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two offsets for partition 0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "yesterday", "2026-13-01", "2026-11-20T25:00:00Z", "0:", "0:1;1:2", "0:99999999999999999999"
            })
    void shouldSayWhatIsRightWhenItCannotBeRead(String text) {
        assertThatThrownBy(() -> LogPosition.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'")
                .hasMessageContaining("earliest");
    }
}

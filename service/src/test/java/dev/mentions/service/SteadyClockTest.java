package dev.mentions.service;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class SteadyClockTest {

    private static final Logger LOGGER = (Logger) LoggerFactory.getLogger(SteadyClock.class);
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long START = Instant.parse("2026-11-30T12:00:00Z").toEpochMilli();

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    private long wallMillis = START;
    private long nanos = -5;
    private final SteadyClock clock = new SteadyClock(() -> wallMillis, () -> nanos);

    @BeforeEach
    void listen() {
        log.start();
        LOGGER.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        LOGGER.detachAppender(log);
    }

    @Test
    void shouldShowTheWallClock() {
        pass(90_000);

        assertThat(clock.millis()).isEqualTo(START + 90_000);
        assertThat(clock.ahead()).isZero();
        assertThat(log.list).isEmpty();
    }

    @Test
    void shouldGoOnAtItsPaceWhenTheWallClockIsSetBack() {
        clock.millis();
        wallMillis -= HOUR;

        assertThat(clock.millis()).isEqualTo(START);
        pass(250);
        assertThat(clock.millis()).isEqualTo(START + 250);
        assertThat(clock.ahead()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void shouldFollowTheWallClockWhenThatIsSetForward() {
        wallMillis += HOUR;

        assertThat(clock.millis()).isEqualTo(START + HOUR);
        assertThat(clock.ahead()).isZero();
    }

    @Test
    void shouldNotMoveWhenTheWallClockIsSetRightAgain() {
        wallMillis -= HOUR;
        clock.millis();
        pass(1_000);
        wallMillis += HOUR;

        assertThat(clock.millis()).isEqualTo(START + 1_000);
        assertThat(clock.ahead()).isZero();
    }

    @Test
    void shouldAddUpStepsBack() {
        for (int i = 0; i < 3; i++) {
            wallMillis -= HOUR;
            pass(1_000);
            clock.millis();
        }

        assertThat(clock.millis()).isEqualTo(START + 3_000);
        assertThat(clock.ahead()).isEqualTo(Duration.ofHours(3));
    }

    @Test
    void shouldTellEachStepOnceWithItsSize() {
        wallMillis -= HOUR;
        clock.millis();
        clock.millis();
        wallMillis += 2 * HOUR;
        clock.millis();

        assertThat(log.list).extracting(ILoggingEvent::getLevel).containsOnly(Level.WARN);
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "The wall clock was set back; Kafka clients keep their time and continue. Check NTP on this machine",
                        "The wall clock was set forward; pending Kafka timeouts may expire early. Check NTP on this machine");
        assertThat(log.list)
                .extracting(event -> String.valueOf(event.getKeyValuePairs()))
                .isEqualTo(List.of(
                        "[stepSeconds=\"-3600.0\", aheadSeconds=\"3600.0\"]",
                        "[stepSeconds=\"7200.0\", aheadSeconds=\"0.0\"]"));
    }

    @Test
    void shouldTakeAThreadThatIsHeldUpForNoStep() {
        // Given a thread that loses two seconds between its two looks, once
        boolean[] heldUp = {false};
        SteadyClock busy = new SteadyClock(
                () -> {
                    long wall = wallMillis;
                    if (heldUp[0]) {
                        heldUp[0] = false;
                        pass(2_000);
                    }
                    return wall;
                },
                () -> nanos);
        heldUp[0] = true;

        // When
        long millis = busy.millis();

        // Then
        assertThat(millis).isEqualTo(START + 2_000);
        assertThat(busy.ahead()).isZero();
        assertThat(log.list).isEmpty();
    }

    private void pass(long millis) {
        wallMillis += millis;
        nanos += TimeUnit.MILLISECONDS.toNanos(millis);
    }
}

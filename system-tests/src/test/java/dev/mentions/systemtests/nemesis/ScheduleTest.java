package dev.mentions.systemtests.nemesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mentions.systemtests.nemesis.Schedule.Event;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private static final Duration LENGTH = Duration.ofMinutes(30);

    @Test
    void shouldBeTheSameForTheSameSeed() {
        assertThat(Schedule.all(5, LENGTH)).isEqualTo(Schedule.all(5, LENGTH));
        assertThat(Schedule.all(5, LENGTH)).isNotEqualTo(Schedule.all(6, LENGTH));
    }

    @Test
    void shouldStayWithinItsLengthAndInOrder() {
        List<Event> events = Schedule.all(5, LENGTH).events();

        assertThat(events).isSortedAccordingTo(Comparator.comparing(Event::at));
        assertThat(events).allSatisfy(event -> assertThat(event.at()).isLessThan(LENGTH));
    }

    @Test
    void shouldKeepWhatIsRareToLongRuns() {
        assertThat(Schedule.usual(5, LENGTH).events())
                .extracting(event -> event.disruption().kind())
                .isNotEmpty()
                .noneMatch(
                        kind -> kind.startsWith("set clock") || kind.startsWith("damage") || kind.startsWith("delete"));
    }

    @Test
    void shouldHaveEveryKindOfDisruptionBeforeLong() {
        assertThat(Schedule.all(5, LENGTH).events())
                .extracting(event -> event.disruption().kind())
                .contains(
                        "kill streams",
                        "kill sink",
                        "kill producer",
                        "kill firestore",
                        "kill leader",
                        "freeze streams",
                        "freeze sink",
                        "freeze producer",
                        "freeze leader",
                        "restart streams",
                        "restart sink",
                        "restart producer",
                        "add and remove streams",
                        "add and remove sink",
                        "damage store of streams",
                        "delete what was read",
                        "delete what was not read",
                        "set clock of streams",
                        "set clock of sink",
                        "set clock of producer",
                        "firestore refused before applying",
                        "firestore failed after applying",
                        "firestore applied past the deadline",
                        "firestore answered past the deadline",
                        "firestore exhausted",
                        "firestore cut before applying",
                        "firestore cut after applying",
                        "firestore failed after applying and no reads");
    }
}

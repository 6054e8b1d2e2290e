package dev.mentions.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mentions.systemtests.nemesis.Nemesis;
import dev.mentions.systemtests.nemesis.Schedule;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * The short run. Its seed is one of those whose schedule has every kind of disruption, each with a target that no other
 * disruption holds then. {@code ./mvnw -Pchaos verify} runs others, for as long as one likes.
 */
class CrashIT {

    private static final long SEED = 42448;
    private static final Duration LENGTH = Duration.ofSeconds(90);

    @Test
    void shouldCountExactlyWhateverDies() throws Exception {
        Trial.Outcome outcome = new Trial(SEED, 40, Path.of("target", "crash"))
                .run((processes, journal) -> new Nemesis(processes).run(Schedule.usual(SEED, LENGTH)));

        assertThat(outcome.verdict().differences()).isEmpty();
        assertThat(outcome.verdict().posts()).isGreaterThan(500);
        assertThat(outcome.verdict().rejected()).isPositive();
    }
}

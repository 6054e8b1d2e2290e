package dev.mentions.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mentions.systemtests.nemesis.Schedule;
import dev.mentions.systemtests.pipeline.Size;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The short run, of a fixed seed. {@code ./mvnw -Pchaos verify} runs others, for as long as one likes. */
class CrashIT {

    private static final long SEED = 4;

    @Test
    void shouldCountExactlyWhateverDies() throws Exception {
        Path directory = Path.of("target", "chaos", "short");

        Schedule schedule = Schedule.random(SEED, Duration.ofSeconds(90));
        ChaosRun.Outcome outcome = new ChaosRun(SEED, schedule, 40, directory).run(Size.FULL);

        assertThat(outcome.verdict().differences()).isEmpty();
        assertThat(outcome.verdict().posts()).isGreaterThan(500);
        assertThat(outcome.verdict().rejected()).isPositive();
    }
}

package dev.mentions.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mentions.systemtests.nemesis.Nemesis;
import dev.mentions.systemtests.nemesis.Schedule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Rounds of disruptions for as long as one likes: {@code ./mvnw -Pchaos verify -Dchaos.minutes=N -Dchaos.seed=S}. Each
 * round has a pipeline of its own; the first has the seed given, each further one the next number. Stops at the first
 * round with a difference, whose seed can be run again.
 */
class LongChaos {

    /** An hour has ten seeds. */
    private static final Duration LONGEST_ROUND = Duration.ofMinutes(6);

    private static final double POSTS_PER_SECOND = 40;

    @Test
    void shouldCountExactlyWhateverDies() throws Exception {
        Duration left = Duration.ofMinutes(Long.getLong("chaos.minutes", 10));
        long seed = Long.getLong("chaos.seed", new Random().nextInt(1_000_000));
        Map<String, Integer> struck = new TreeMap<>();
        long posts = 0;
        long losses = 0;
        int rounds = 0;
        Duration disrupted = Duration.ZERO;
        while (left.compareTo(Duration.ZERO) > 0) {
            Duration length = left.compareTo(LONGEST_ROUND) < 0 ? left : LONGEST_ROUND;
            Schedule schedule = Schedule.all(seed, length);
            Trial.Outcome outcome = new Trial(seed, POSTS_PER_SECOND, Path.of("target", "chaos", "seed-" + seed))
                    .withMovableClocks()
                    .run((processes, journal) -> new Nemesis(processes).run(schedule));
            assertThat(outcome.verdict().differences())
                    .as("-Dchaos.seed=%d -Dchaos.minutes=%d", seed, length.toMinutes())
                    .isEmpty();
            outcome.troubles().forEach((kind, count) -> struck.merge(kind, count, Integer::sum));
            posts += outcome.verdict().posts();
            losses += outcome.verdict().lost().size();
            rounds++;
            disrupted = disrupted.plus(length);
            left = left.minus(length);
            seed++;
        }
        System.out.printf(
                Locale.ROOT,
                "[chaos] %d rounds, %d minutes of disruptions, %d posts, %d losses told and accepted, 0 differences%n",
                rounds,
                disrupted.toMinutes(),
                posts,
                losses);
        struck.forEach((kind, count) -> System.out.printf(Locale.ROOT, "[chaos] %6d  %s%n", count, kind));
    }
}

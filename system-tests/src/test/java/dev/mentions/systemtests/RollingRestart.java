package dev.mentions.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mentions.systemtests.load.Journal;
import dev.mentions.systemtests.pipeline.Node;
import dev.mentions.systemtests.pipeline.SeparateProcesses;
import dev.mentions.systemtests.verdict.Pauses;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every process is stopped in its order and started again, one after the other, under load, as an upgrade does:
 * {@code ./mvnw -Pchaos verify -Dit.test=RollingRestart}. Prints how long each stage stood still.
 */
class RollingRestart {

    private static final long SEED = 11;
    private static final double POSTS_PER_SECOND = 60;

    /** Between two restarts, so that a pause belongs to one. */
    private static final long REST_SECONDS = 5;

    @Test
    void shouldCountExactlyAndPauseShortly() throws Exception {
        Trial.Outcome outcome =
                new Trial(SEED, POSTS_PER_SECOND, Path.of("target", "rolling")).run(RollingRestart::restartAll);

        assertThat(outcome.verdict().differences()).isEmpty();
        assertThat(outcome.ownEnds()).as("processes that ended by themselves").isEmpty();
    }

    private static Map<String, Integer> restartAll(SeparateProcesses processes, Journal journal) throws Exception {
        Map<String, Integer> restarts = new LinkedHashMap<>();
        // Nothing restarted: what a pause is compared with.
        Pauses quiet = new Pauses(processes.address(), journal);
        quiet.start();
        TimeUnit.SECONDS.sleep(2 * REST_SECONDS);
        report("nothing", quiet.stop());
        for (Node node : Stream.of(
                        processes.streams().subList(0, 2),
                        processes.sinks().subList(0, 2),
                        List.of(processes.producer()),
                        processes.brokers(),
                        List.of(processes.firestore()))
                .flatMap(List::stream)
                .toList()) {
            Pauses pauses = new Pauses(processes.address(), journal);
            pauses.start();
            processes.restart(node);
            TimeUnit.SECONDS.sleep(REST_SECONDS);
            report(node.name(), pauses.stop());
            restarts.merge("restart " + node.name().replaceFirst("-\\d+$", ""), 1, Integer::sum);
        }
        return restarts;
    }

    private static void report(String restarted, Map<String, Duration> pauses) {
        StringBuilder line = new StringBuilder();
        pauses.forEach((stage, pause) ->
                line.append(String.format(Locale.ROOT, "  %s %.1f s", stage, pause.toMillis() / 1e3)));
        System.out.printf(Locale.ROOT, "[rolling] %-10s longest pause:%s%n", restarted, line);
    }
}

package dev.mentions.systemtests.nemesis;

import dev.mentions.contract.Generation;
import dev.mentions.contract.Topics;
import dev.mentions.systemtests.nemesis.Disruption.DamageStore;
import dev.mentions.systemtests.nemesis.Disruption.DeleteRead;
import dev.mentions.systemtests.nemesis.Disruption.DeleteUnread;
import dev.mentions.systemtests.nemesis.Disruption.FailCalls;
import dev.mentions.systemtests.nemesis.Disruption.Freeze;
import dev.mentions.systemtests.nemesis.Disruption.FreezeLeader;
import dev.mentions.systemtests.nemesis.Disruption.Join;
import dev.mentions.systemtests.nemesis.Disruption.Kill;
import dev.mentions.systemtests.nemesis.Disruption.KillLeader;
import dev.mentions.systemtests.nemesis.Disruption.Restart;
import dev.mentions.systemtests.nemesis.Disruption.SetClock;
import dev.mentions.systemtests.pipeline.FirestoreFault;
import dev.mentions.systemtests.pipeline.SeparateProcesses;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * When what goes wrong. The same seed and length give the same schedule; what a leader's death hits is decided when it
 * is due.
 *
 * @param events in the order of their times
 */
public record Schedule(List<Event> events) {

    /**
     * A disruption and its moment.
     *
     * @param at since the start
     */
    public record Event(Duration at, Disruption disruption) {}

    private static final Duration MEAN_GAP = Duration.ofMillis(2_500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(9);

    /** Brokers take no record that is dated further ahead of their own clocks. */
    private static final Duration LONGEST_STEP = Duration.ofHours(1);

    /** Each as often as it stands here. */
    private static final List<Function<Random, Disruption>> USUAL = List.of(
            random -> new Kill(streams(random), pause(random)),
            random -> new Kill(streams(random), pause(random)),
            random -> new Kill(streams(random), pause(random)),
            random -> new Kill(sink(random), pause(random)),
            random -> new Kill(sink(random), pause(random)),
            random -> new Kill(sink(random), pause(random)),
            random -> new Kill("producer", pause(random)),
            random -> new Kill("firestore", pause(random)),
            random -> new KillLeader(topic(random), partition(random), pause(random)),
            random -> new KillLeader(topic(random), partition(random), pause(random)),
            random -> new Freeze(streams(random), pastTheSession(random)),
            random -> new Freeze(streams(random), pastTheSession(random)),
            random -> new Freeze(sink(random), pastTheSession(random)),
            random -> new Freeze(sink(random), pastTheSession(random)),
            random -> new Freeze("producer", pause(random)),
            random -> new FreezeLeader(topic(random), partition(random), pause(random)),
            random -> new Restart(streams(random), pause(random)),
            random -> new Restart(sink(random), pause(random)),
            random -> new Restart("producer", pause(random)),
            random -> new Join("streams-3", pastTheSession(random)),
            random -> new Join("sink-3", pastTheSession(random)),
            Schedule::failCalls,
            Schedule::failCalls,
            Schedule::failCalls,
            Schedule::failCalls,
            Schedule::failCalls);

    /** What only long runs have. */
    private static final List<Function<Random, Disruption>> RARE = List.of(
            random -> new DeleteRead(ourTopic(random, 3), partition(random)),
            random -> new DeleteUnread(ourTopic(random, 2), partition(random)),
            random -> new DamageStore(streams(random), random.nextLong()),
            random -> new SetClock(streams(random), step(random)),
            random -> new SetClock(sink(random), step(random)),
            random -> new SetClock("producer", step(random)));

    private static final List<Function<Random, Disruption>> ALL =
            Stream.concat(USUAL.stream(), RARE.stream()).toList();

    public Schedule {
        events = List.copyOf(events);
    }

    /** Draws a schedule of the usual disruptions. */
    public static Schedule usual(long seed, Duration length) {
        return random(seed, length, USUAL);
    }

    /** Draws a schedule of all disruptions, for a pipeline with movable clocks. */
    public static Schedule all(long seed, Duration length) {
        return random(seed, length, ALL);
    }

    private static Schedule random(long seed, Duration length, List<Function<Random, Disruption>> choices) {
        Random random = new Random(seed);
        List<Event> events = new ArrayList<>();
        Duration at = gap(random);
        while (at.compareTo(length) < 0) {
            events.add(new Event(at, choices.get(random.nextInt(choices.size())).apply(random)));
            at = at.plus(gap(random));
        }
        return new Schedule(events);
    }

    /** Returns the time to the next event, of an exponential distribution: many come close together, some alone. */
    private static Duration gap(Random random) {
        return Duration.ofMillis((long) (-Math.log(1 - random.nextDouble()) * MEAN_GAP.toMillis()));
    }

    private static Duration pause(Random random) {
        return Duration.ofMillis(random.nextLong(LONGEST_PAUSE.toMillis()));
    }

    private static Duration pastTheSession(Random random) {
        return SeparateProcesses.SESSION_TIMEOUT.plusSeconds(1).plus(pause(random));
    }

    private static Duration step(Random random) {
        return Duration.ofMillis(random.nextLong(-LONGEST_STEP.toMillis(), LONGEST_STEP.toMillis()));
    }

    private static String streams(Random random) {
        return "streams-" + instance(random);
    }

    private static String sink(Random random) {
        return "sink-" + instance(random);
    }

    /** Returns 1, 2, or more rarely 3, which runs only at times. */
    private static int instance(Random random) {
        return 1 + random.nextInt(5) % 3;
    }

    private static String topic(Random random) {
        Topics topics = new Topics(Generation.FIRST);
        List<String> names = List.of(
                topics.posts().name(),
                topics.entities().name(),
                topics.counts().name(),
                "__consumer_offsets",
                "__transaction_state");
        return names.get(random.nextInt(names.size()));
    }

    /** Returns one of the first so many topics that a post goes through. */
    private static String ourTopic(Random random, int topics) {
        Topics all = new Topics(Generation.FIRST);
        return List.of(all.posts().name(), all.entities().name(), all.counts().name())
                .get(random.nextInt(topics));
    }

    private static int partition(Random random) {
        return random.nextInt(SeparateProcesses.PARTITIONS);
    }

    private static Disruption failCalls(Random random) {
        FirestoreFault[] faults = FirestoreFault.values();
        return new FailCalls(faults[random.nextInt(faults.length)], 1 + random.nextInt(8));
    }
}

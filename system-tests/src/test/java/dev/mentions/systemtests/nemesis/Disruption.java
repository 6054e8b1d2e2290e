package dev.mentions.systemtests.nemesis;

import dev.mentions.systemtests.pipeline.FirestoreFault;
import java.time.Duration;
import java.util.Locale;

/** One thing that goes wrong. */
public sealed interface Disruption {

    /** SIGKILL, and a start after a pause. */
    record Kill(String node, Duration pause) implements Disruption {}

    /**
     * SIGKILL for a streams app that has put counts out and not committed the offsets of what it has counted, and a
     * start after a pause. Only where it has no cache.
     */
    record KillBeforeCommit(String node, Duration pause) implements Disruption {}

    /** SIGSTOP, and SIGCONT later: a zombie, when its group has given it up meanwhile. */
    record Freeze(String node, Duration lasting) implements Disruption {}

    /** SIGTERM, and a start after a pause. */
    record Restart(String node, Duration pause) implements Disruption {}

    /** An instance more, which is stopped in its own order after a while. */
    record Join(String node, Duration stay) implements Disruption {}

    /** SIGKILL for the broker that leads a partition, and a start after a pause. */
    record KillLeader(String topic, int partition, Duration pause) implements Disruption {}

    /** SIGSTOP for the broker that leads a partition, and SIGCONT later. */
    record FreezeLeader(String topic, int partition, Duration lasting) implements Disruption {}

    /** Firestore fails the next calls. */
    record FailCalls(FirestoreFault fault, int calls) implements Disruption {}

    /** Returns what is counted in a report: the kind with its sort of target. */
    default String kind() {
        if (this instanceof Kill kill) {
            return "kill " + role(kill.node());
        } else if (this instanceof KillBeforeCommit kill) {
            return "kill before commit " + role(kill.node());
        } else if (this instanceof Freeze freeze) {
            return "freeze " + role(freeze.node());
        } else if (this instanceof Restart restart) {
            return "restart " + role(restart.node());
        } else if (this instanceof Join join) {
            return "add and remove " + role(join.node());
        } else if (this instanceof KillLeader) {
            return "kill leader";
        } else if (this instanceof FreezeLeader) {
            return "freeze leader";
        } else if (this instanceof FailCalls fail) {
            return "firestore " + fail.fault().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
        throw new IllegalStateException("no kind of " + this);
    }

    private static String role(String node) {
        return node.replaceFirst("-\\d+$", "");
    }
}

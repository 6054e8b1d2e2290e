package dev.mentions.systemtests.nemesis;

import dev.mentions.cli.pipeline.PipelineAddress;
import dev.mentions.contract.Generation;
import dev.mentions.systemtests.pipeline.FirestoreFault;
import java.time.Duration;
import java.util.Locale;

/** One thing that goes wrong. */
public sealed interface Disruption {

    /** Returns what is counted in a report: what is done, and to what sort of process. */
    String kind();

    /** SIGKILL, and a start after a pause. */
    record Kill(String node, Duration pause) implements Disruption {
        @Override
        public String kind() {
            return "kill " + role(node);
        }
    }

    /**
     * SIGKILL for a streams app that has put counts out and not committed the offsets of what it has counted, and a
     * start after a pause. Only where it has no cache.
     *
     * @param generation that it counts
     */
    record KillBeforeCommit(String node, Generation generation, Duration pause) implements Disruption {
        @Override
        public String kind() {
            return "kill before commit " + role(node);
        }
    }

    /** SIGSTOP, and SIGCONT later: a zombie, when its group has given it up meanwhile. */
    record Freeze(String node, Duration lasting) implements Disruption {
        @Override
        public String kind() {
            return "freeze " + role(node);
        }
    }

    /** SIGTERM, and a start after a pause. */
    record Restart(String node, Duration pause) implements Disruption {
        @Override
        public String kind() {
            return "restart " + role(node);
        }
    }

    /** An instance more, which is stopped in its own order after a while. */
    record Join(String node, Duration stay) implements Disruption {
        @Override
        public String kind() {
            return "add and remove " + role(node);
        }
    }

    /** SIGKILL for the broker that leads a partition, and a start after a pause. */
    record KillLeader(String topic, int partition, Duration pause) implements Disruption {
        @Override
        public String kind() {
            return "kill leader";
        }
    }

    /** SIGSTOP for the broker that leads a partition, and SIGCONT later. */
    record FreezeLeader(String topic, int partition, Duration lasting) implements Disruption {
        @Override
        public String kind() {
            return "freeze leader";
        }
    }

    /** Firestore fails a project's next calls. */
    record FailCalls(FirestoreFault fault, String project, int calls) implements Disruption {

        /** Those of the usual project. */
        public FailCalls(FirestoreFault fault, int calls) {
            this(fault, PipelineAddress.LOCAL_PROJECT, calls);
        }

        @Override
        public String kind() {
            return "firestore " + fault.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /**
     * SIGTERM for a streams app, one bit of a file of its stores flipped, and a start.
     *
     * @param which of the files and of the bits, a random number
     */
    record DamageStore(String node, long which) implements Disruption {
        @Override
        public String kind() {
            return "damage store of " + role(node);
        }
    }

    /**
     * The clock of a service set, while it runs or is away, to stay so until it is set again.
     *
     * @param ahead of the true time; negative for behind it
     */
    record SetClock(String node, Duration ahead) implements Disruption {
        @Override
        public String kind() {
            return "set clock of " + role(node);
        }
    }

    /** What is read of a partition is deleted. */
    record DeleteRead(String topic, int partition) implements Disruption {
        @Override
        public String kind() {
            return "delete what was read";
        }
    }

    /** What is still to be read of a partition is deleted, and the loss is accepted when an application has stopped. */
    record DeleteUnread(String topic, int partition) implements Disruption {
        @Override
        public String kind() {
            return "delete what was not read";
        }
    }

    private static String role(String node) {
        return node.replaceFirst("-\\d+$", "");
    }
}

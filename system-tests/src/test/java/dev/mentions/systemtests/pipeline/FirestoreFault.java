package dev.mentions.systemtests.pipeline;

import dev.mentions.embedded.firestore.FaultRule;
import dev.mentions.embedded.firestore.Faults;
import dev.mentions.embedded.firestore.Rpc;
import io.grpc.Status;
import java.time.Duration;

/** How Firestore fails calls of the sink. */
public enum FirestoreFault {

    /** Commits fail and have no effect. */
    REFUSED_BEFORE_APPLYING {
        @Override
        void arm(Faults faults, int calls) {
            commits(faults, calls).failBefore(Status.Code.UNAVAILABLE);
        }
    },

    /** Commits are applied and answered with an error. */
    FAILED_AFTER_APPLYING {
        @Override
        void arm(Faults faults, int calls) {
            commits(faults, calls).failAfter(Status.Code.UNAVAILABLE);
        }
    },

    /** Commits are applied after their sender has given up. */
    APPLIED_PAST_THE_DEADLINE {
        @Override
        void arm(Faults faults, int calls) {
            commits(faults, calls).delayBefore(PAST_THE_DEADLINE);
        }
    },

    /** Commits are applied at once and answered after their sender has given up. */
    ANSWERED_PAST_THE_DEADLINE {
        @Override
        void arm(Faults faults, int calls) {
            commits(faults, calls).delayAfter(PAST_THE_DEADLINE);
        }
    },

    /** Commits are refused for want of quota. */
    EXHAUSTED {
        @Override
        void arm(Faults faults, int calls) {
            commits(faults, calls).failBefore(Status.Code.RESOURCE_EXHAUSTED);
        }
    },

    /** The connection is cut before the commit has its effect. */
    CUT_BEFORE_APPLYING {
        @Override
        void arm(Faults faults, int calls) {
            commits(faults, calls).dropBefore();
        }
    },

    /** The connection is cut instead of an answer. */
    CUT_AFTER_APPLYING {
        @Override
        void arm(Faults faults, int calls) {
            commits(faults, calls).dropAfter();
        }
    },

    /** Commits are applied and answered with an error, and the fence that would tell cannot be read either. */
    FAILED_AFTER_APPLYING_AND_NO_READS {
        @Override
        void arm(Faults faults, int calls) {
            commits(faults, calls).failAfter(Status.Code.UNKNOWN);
            faults.on(Rpc.BATCH_GET_DOCUMENTS).times(calls).failBefore(Status.Code.UNAVAILABLE);
        }
    };

    /** How long the sinks of these tests wait for an answer. */
    public static final Duration DEADLINE = Duration.ofSeconds(2);

    private static final Duration PAST_THE_DEADLINE = DEADLINE.plusSeconds(2);

    /** Arms the fault for the next calls. */
    abstract void arm(Faults faults, int calls);

    private static FaultRule commits(Faults faults, int calls) {
        return faults.on(Rpc.COMMIT).times(calls);
    }
}

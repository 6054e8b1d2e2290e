package dev.mentions.systemtests.pipeline;

import com.google.firestore.v1.BatchGetDocumentsRequest;
import com.google.firestore.v1.CommitRequest;
import dev.mentions.embedded.firestore.FaultRule;
import dev.mentions.embedded.firestore.Faults;
import dev.mentions.embedded.firestore.Rpc;
import io.grpc.Status;
import java.time.Duration;

/** How Firestore fails calls of a sink. */
public enum FirestoreFault {

    /** Commits fail and have no effect. */
    REFUSED_BEFORE_APPLYING {
        @Override
        void arm(Faults faults, String project, int writes, int calls) {
            commits(faults, project, writes, calls).failBefore(Status.Code.UNAVAILABLE);
        }
    },

    /** Commits are applied and answered with an error. */
    FAILED_AFTER_APPLYING {
        @Override
        void arm(Faults faults, String project, int writes, int calls) {
            commits(faults, project, writes, calls).failAfter(Status.Code.UNAVAILABLE);
        }
    },

    /** Commits are applied after their sender has given up. */
    APPLIED_PAST_THE_DEADLINE {
        @Override
        void arm(Faults faults, String project, int writes, int calls) {
            commits(faults, project, writes, calls).delayBefore(PAST_THE_DEADLINE);
        }
    },

    /** Commits are applied at once and answered after their sender has given up. */
    ANSWERED_PAST_THE_DEADLINE {
        @Override
        void arm(Faults faults, String project, int writes, int calls) {
            commits(faults, project, writes, calls).delayAfter(PAST_THE_DEADLINE);
        }
    },

    /** Commits are refused for want of quota. */
    EXHAUSTED {
        @Override
        void arm(Faults faults, String project, int writes, int calls) {
            commits(faults, project, writes, calls).failBefore(Status.Code.RESOURCE_EXHAUSTED);
        }
    },

    /** The connection is cut before the commit has its effect. */
    CUT_BEFORE_APPLYING {
        @Override
        void arm(Faults faults, String project, int writes, int calls) {
            commits(faults, project, writes, calls).dropBefore();
        }
    },

    /** The connection is cut instead of an answer. */
    CUT_AFTER_APPLYING {
        @Override
        void arm(Faults faults, String project, int writes, int calls) {
            commits(faults, project, writes, calls).dropAfter();
        }
    },

    /** Commits are applied and answered with an error, and the fence that would tell cannot be read either. */
    FAILED_AFTER_APPLYING_AND_NO_READS {
        @Override
        void arm(Faults faults, String project, int writes, int calls) {
            commits(faults, project, writes, calls).failAfter(Status.Code.UNKNOWN);
            faults.on(Rpc.BATCH_GET_DOCUMENTS)
                    .matching(BatchGetDocumentsRequest.class, read -> isOf(project, read.getDatabase()))
                    .times(calls)
                    .failBefore(Status.Code.UNAVAILABLE);
        }
    };

    /** How long the sinks of these tests wait for an answer. */
    public static final Duration DEADLINE = Duration.ofSeconds(2);

    private static final Duration PAST_THE_DEADLINE = DEADLINE.plusSeconds(2);

    /** Arms the fault for a project's next calls; a commit is one of them when it has so many writes at least. */
    abstract void arm(Faults faults, String project, int writes, int calls);

    private static FaultRule commits(Faults faults, String project, int writes, int calls) {
        return faults.on(Rpc.COMMIT)
                .matching(
                        CommitRequest.class,
                        commit -> isOf(project, commit.getDatabase()) && commit.getWritesCount() >= writes)
                .times(calls);
    }

    private static boolean isOf(String project, String database) {
        return database.startsWith("projects/" + project + "/");
    }
}

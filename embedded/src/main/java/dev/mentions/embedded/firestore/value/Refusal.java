package dev.mentions.embedded.firestore.value;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/** The errors that a request can be answered with. Messages name documents and fields, never their values. */
public final class Refusal {

    private Refusal() {}

    /** Returns the error for a request that no state of the database makes valid. */
    public static StatusRuntimeException invalid(String message) {
        return Status.INVALID_ARGUMENT.withDescription(message).asRuntimeException();
    }

    /** Returns the error for a request that the database's state or settings do not allow. */
    public static StatusRuntimeException failedPrecondition(String message) {
        return Status.FAILED_PRECONDITION.withDescription(message).asRuntimeException();
    }

    /** Returns the error for what production can do and this server cannot. */
    public static StatusRuntimeException unimplemented(String message) {
        return Status.UNIMPLEMENTED.withDescription(message).asRuntimeException();
    }
}

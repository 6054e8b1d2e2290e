package dev.mentions.systemtests.mutation;

import com.google.firestore.v1.CommitRequest;
import net.bytebuddy.asm.Advice;

/** Lets a commit move the fence wherever it stands, and so the increments apply each time they arrive. */
final class NoPrecondition {

    private NoPrecondition() {}

    @Advice.OnMethodExit
    @SuppressWarnings("UnusedVariable") // the assignment is what the caller gets
    static void exit(@Advice.Return(readOnly = false) CommitRequest request) {
        request = request.toBuilder()
                .setWrites(0, request.getWrites(0).toBuilder().clearCurrentDocument())
                .build();
    }
}

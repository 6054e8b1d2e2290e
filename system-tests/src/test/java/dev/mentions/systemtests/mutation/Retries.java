package dev.mentions.systemtests.mutation;

import com.google.api.gax.rpc.UnaryCallSettings;
import com.google.cloud.firestore.v1.FirestoreClient;
import com.google.cloud.firestore.v1.FirestoreSettings;
import com.google.firestore.v1.CommitRequest;
import com.google.firestore.v1.CommitResponse;
import java.io.IOException;
import net.bytebuddy.asm.Advice;

/** Gives commits the library's own settings again, deadline and retries. */
final class Retries {

    private Retries() {}

    @Advice.OnMethodExit
    @SuppressWarnings("UnusedVariable") // the assignment is what the caller gets
    static void exit(@Advice.Return(readOnly = false) FirestoreClient client) throws IOException {
        UnaryCallSettings.Builder<CommitRequest, CommitResponse> usual =
                FirestoreSettings.newBuilder().commitSettings();
        FirestoreSettings.Builder settings = client.getSettings().toBuilder();
        settings.commitSettings()
                .setRetryableCodes(usual.getRetryableCodes())
                .setRetrySettings(usual.getRetrySettings());
        client.close();
        client = FirestoreClient.create(settings.build());
    }
}

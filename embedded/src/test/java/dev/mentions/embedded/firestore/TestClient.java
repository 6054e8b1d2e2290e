package dev.mentions.embedded.firestore;

import com.google.api.core.ApiFuture;
import com.google.api.gax.retrying.RetrySettings;
import com.google.cloud.firestore.Firestore;
import com.google.cloud.firestore.FirestoreOptions;
import io.grpc.Status;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The real Java client against a server, with its hidden retries off, so that a test sees every answer. */
final class TestClient {

    static final String PROJECT = "mentions-test";
    static final String DATABASE = "projects/" + PROJECT + "/databases/(default)";
    static final String ROOT = DATABASE + "/documents";

    private static final long SECONDS = 30;

    private TestClient() {}

    static Firestore connect(FirestoreServer server) {
        return connect(server, Duration.ofSeconds(SECONDS));
    }

    static Firestore connect(FirestoreServer server, Duration deadline) {
        RetrySettings once = RetrySettings.newBuilder()
                .setMaxAttempts(1)
                .setInitialRpcTimeoutDuration(deadline)
                .setMaxRpcTimeoutDuration(deadline)
                .setTotalTimeoutDuration(deadline)
                .build();
        return FirestoreOptions.newBuilder()
                .setProjectId(PROJECT)
                .setEmulatorHost(server.host())
                .setRetrySettings(once)
                .build()
                .getService();
    }

    /** Returns a call's result. */
    static <T> T get(ApiFuture<T> call) {
        try {
            return call.get(SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("No answer", e);
        } catch (ExecutionException e) {
            throw new AssertionError("The call failed", e.getCause());
        }
    }

    /** Returns the status a call fails with. */
    static Status.Code failure(ApiFuture<?> call) {
        try {
            call.get(SECONDS, TimeUnit.SECONDS);
            throw new AssertionError("The call succeeded");
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("No answer", e);
        } catch (ExecutionException e) {
            return Status.fromThrowable(e).getCode();
        }
    }
}

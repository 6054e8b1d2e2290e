package dev.mentions.cli.command;

import dev.mentions.cli.pipeline.PipelineStoppedException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Says in one line what went wrong and what to do about it. */
final class Failure {

    private Failure() {}

    static String explain(Throwable error) {
        Throwable cause = error;
        while ((cause instanceof ExecutionException || cause.getClass() == RuntimeException.class)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof PipelineStoppedException stopped) {
            return stopped.getMessage();
        }
        for (Throwable inner = cause; inner != null; inner = inner.getCause()) {
            if (inner instanceof StatusRuntimeException rpc && rpc.getStatus().getCode() == Status.Code.UNAVAILABLE) {
                return "cannot reach Firestore; is 'mentions local' running, or FIRESTORE_EMULATOR_HOST right?";
            }
        }
        if (cause instanceof TimeoutException || cause instanceof org.apache.kafka.common.errors.TimeoutException) {
            return "cannot reach Kafka; is 'mentions local' running, or MENTIONS_KAFKA_BOOTSTRAP_SERVERS right?";
        }
        if (cause instanceof NoSuchFileException missing) {
            return "there is no file " + missing.getFile();
        }
        if (cause instanceof AccessDeniedException closed) {
            return "no right to open " + closed.getFile();
        }
        String message = cause.getMessage();
        boolean speaksForItself = message != null && (cause instanceof IOException || message.contains(" "));
        return speaksForItself ? message : cause.toString();
    }
}

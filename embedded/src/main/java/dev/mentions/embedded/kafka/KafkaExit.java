package dev.mentions.embedded.kafka;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.common.utils.Exit;

/**
 * Kafka ends the process when it cannot go on, for example when its disk is full. In a JVM that is not its own it ends
 * the brokers in it instead: which one of them it is, Kafka does not tell. Thread-safe.
 */
final class KafkaExit {

    private static final List<CompletableFuture<Void>> BROKERS = new CopyOnWriteArrayList<>();

    static {
        Exit.setHaltProcedure(KafkaExit::fail);
        Exit.setExitProcedure(KafkaExit::fail);
    }

    private KafkaExit() {}

    /** Completes a broker's failure from now on, instead of ending the process. */
    static void register(CompletableFuture<Void> failure) {
        BROKERS.add(failure);
    }

    static void unregister(CompletableFuture<Void> failure) {
        BROKERS.removeIf(other -> other == failure);
    }

    private static void fail(int status, String message) {
        BrokerException error = new BrokerException("The broker has ended itself with status " + status
                + (message == null ? "" : ": " + message) + "; what it logged before says why");
        BROKERS.forEach(failure -> failure.completeExceptionally(error));
        // Kafka does not expect to go on.
        throw error;
    }
}

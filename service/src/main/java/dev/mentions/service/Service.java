package dev.mentions.service;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** A part of Mentions that runs until it is closed. Made from its configuration, started once, closed once. */
public interface Service extends AutoCloseable {

    /**
     * Starts the work and returns once it can be done or is under way.
     *
     * @throws Exception when it cannot start; what was started by then is closed
     */
    void start() throws Exception;

    /** Returns how the service is now. Answers within a second, from any thread. */
    Health health();

    /** Returns what the service answers on its management port beside health and metrics, from before its start on. */
    default List<ManagementCall> calls() {
        return List.of();
    }

    /** Completes exceptionally when the service can no longer work, and never otherwise. */
    CompletionStage<Void> failure();

    /** Finishes what was accepted and stops, in bounded time. A second call does nothing. */
    @Override
    void close();
}

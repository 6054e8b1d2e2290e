package dev.mentions.http;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * Where and how a service listens.
 *
 * @param name of the service, for its threads
 * @param host address to bind
 * @param port 0 picks a free one
 * @param threads most threads that serve requests
 * @param connections open at the same time; one more waits until another ends
 * @param idleTimeout how long a connection may be silent, and how long it may take from one answer to the whole head of
 *     the next request
 */
public record Listening(String name, String host, int port, int threads, int connections, Duration idleTimeout) {

    /** Jetty's acceptors and selectors come out of the same pool. */
    public static final int MIN_THREADS = 8;

    public Listening {
        requireNonNull(name, "name");
        requireNonNull(host, "host");
        requireNonNull(idleTimeout, "idleTimeout");
    }
}

package dev.mentions.http;

import static java.util.Objects.requireNonNull;

import dev.mentions.service.ListenAddress;
import dev.mentions.service.Settings;
import java.time.Duration;

/**
 * Where and how a service listens.
 *
 * @param name of the service, for its threads
 * @param threads most threads that serve requests
 * @param connections open at the same time; one more waits until another ends
 * @param idleTimeout how long a connection may be silent, in the middle of a body too, and how long it may take from
 *     one answer to the whole head of the next request
 */
public record Listening(String name, ListenAddress address, int threads, int connections, Duration idleTimeout) {

    /** Jetty's acceptors and selectors come out of the same pool. */
    private static final int MIN_THREADS = 8;

    public Listening {
        requireNonNull(name, "name");
        requireNonNull(address, "address");
        requireNonNull(idleTimeout, "idleTimeout");
    }

    /**
     * Reads every key.
     *
     * @param port where none is set
     */
    public static Listening from(Settings settings, String name, int port) {
        return new Listening(
                name,
                ListenAddress.from(settings, "http", port),
                settings.integer("http.threads", 64, MIN_THREADS, 10_000),
                settings.integer("http.connections", 2_000, 1, 1_000_000),
                settings.duration("http.idle-timeout", Duration.ofSeconds(30)));
    }
}

package dev.mentions.producer.config;

import static java.util.Objects.requireNonNull;

import dev.mentions.http.Listening;
import dev.mentions.service.Settings;
import dev.mentions.service.SettingsException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * Where and how the producer listens.
 *
 * @param host address to bind
 * @param port 0 picks a free one
 * @param tls what connections are encrypted with; empty for plain text
 * @param threads most threads that serve requests
 * @param connections open at the same time
 * @param idleTimeout how long a connection may be silent, in the middle of a body too, and how long it may take from
 *     one answer to the whole head of the next request
 * @param bodyTimeout how long a post in JSON may take to arrive
 * @param drainTimeout how long requests under way may take once the service is closed
 */
public record HttpSection(
        String host,
        int port,
        Optional<TlsSection> tls,
        int threads,
        int connections,
        Duration idleTimeout,
        Duration bodyTimeout,
        Duration drainTimeout) {

    public HttpSection {
        requireNonNull(host, "host");
        requireNonNull(tls, "tls");
        requireNonNull(idleTimeout, "idleTimeout");
        requireNonNull(bodyTimeout, "bodyTimeout");
        requireNonNull(drainTimeout, "drainTimeout");
    }

    static HttpSection from(Settings settings) {
        return new HttpSection(
                settings.text("http.host", "127.0.0.1"),
                settings.integer("http.port", 8080, 0, 65_535),
                TlsSection.from(settings),
                settings.integer("http.threads", 64, Listening.MIN_THREADS, 10_000),
                settings.integer("http.connections", 2_000, 1, 1_000_000),
                settings.duration("http.idle-timeout", Duration.ofSeconds(30)),
                settings.duration("http.body-timeout", Duration.ofSeconds(30)),
                settings.duration("http.drain-timeout", Duration.ofSeconds(15)));
    }

    /** Returns what any server of ours is told. */
    public Listening listening() {
        return new Listening("producer", host, port, threads, connections, idleTimeout);
    }

    /** Tells whether only this machine can connect. */
    boolean isLoopback() {
        try {
            return Arrays.stream(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress);
        } catch (UnknownHostException e) {
            throw new SettingsException("http.host (" + Settings.variable("http.host") + ") is '" + host
                    + "', which is no address of this machine");
        }
    }
}

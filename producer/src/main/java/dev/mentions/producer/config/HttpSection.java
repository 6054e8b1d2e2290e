package dev.mentions.producer.config;

import static java.util.Objects.requireNonNull;

import dev.mentions.http.Listening;
import dev.mentions.service.Settings;
import java.time.Duration;
import java.util.Optional;

/**
 * Where and how the producer listens.
 *
 * @param tls what connections are encrypted with; empty for plain text
 * @param bodyTimeout how long a post in JSON may take to arrive
 * @param drainTimeout how long requests under way may take once the service is closed
 */
public record HttpSection(Listening listening, Optional<TlsSection> tls, Duration bodyTimeout, Duration drainTimeout) {

    private static final int PORT = 8080;

    public HttpSection {
        requireNonNull(listening, "listening");
        requireNonNull(tls, "tls");
        requireNonNull(bodyTimeout, "bodyTimeout");
        requireNonNull(drainTimeout, "drainTimeout");
    }

    static HttpSection from(Settings settings) {
        return new HttpSection(
                Listening.from(settings, "producer", PORT),
                TlsSection.from(settings),
                settings.duration("http.body-timeout", Duration.ofSeconds(30)),
                settings.duration("http.drain-timeout", Duration.ofSeconds(15)));
    }
}

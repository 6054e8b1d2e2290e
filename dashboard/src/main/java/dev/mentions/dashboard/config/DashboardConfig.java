package dev.mentions.dashboard.config;

import static java.util.Objects.requireNonNull;

import dev.mentions.http.Listening;
import dev.mentions.service.FirestoreSection;
import dev.mentions.service.Settings;
import dev.mentions.service.SettingsException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * Everything the dashboard can be told. docs/CONFIG.md lists the keys.
 *
 * @param allowUnauthenticated whether others may reach the page, although anybody can read it who does
 * @param kafka settings of Kafka clients, without the prefix; without brokers in it there is no panel of the pipeline
 * @param sink name of the sink whose progress the panel shows
 * @param refreshInterval how often what is shown is read anew, at most
 * @param readsPerMinute documents that may be read from Firestore in a minute
 * @param maxViewers who may follow the counts live at a time
 */
public record DashboardConfig(
        Listening listening,
        boolean allowUnauthenticated,
        FirestoreSection firestore,
        Map<String, String> kafka,
        String sink,
        Duration refreshInterval,
        int readsPerMinute,
        int maxViewers) {

    /** Beside what {@code mentions local} has for posts, the broker and Firestore. */
    public static final int PORT = 8070;

    private static final String ALLOW_UNAUTHENTICATED = "http.allow-unauthenticated";

    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(100);

    public DashboardConfig {
        requireNonNull(listening, "listening");
        requireNonNull(firestore, "firestore");
        kafka = Map.copyOf(kafka);
        requireNonNull(sink, "sink");
        if (!allowUnauthenticated && !listening.address().isLoopback()) {
            throw new SettingsException("http.host (" + Settings.variable("http.host") + ") is '"
                    + listening.address().host()
                    + "', which others can reach, and the dashboard has no keys: anybody could read the counts. Set "
                    + ALLOW_UNAUTHENTICATED + " (" + Settings.variable(ALLOW_UNAUTHENTICATED)
                    + ") to true if that is meant, or leave http.host at 127.0.0.1");
        }
        if (refreshInterval.compareTo(SHORTEST_INTERVAL) < 0) {
            throw new SettingsException("refresh.interval is " + refreshInterval.toMillis() + " ms; "
                    + SHORTEST_INTERVAL.toMillis() + "ms is the shortest there is");
        }
    }

    /**
     * Reads every key.
     *
     * @throws SettingsException when something is missing or wrong
     */
    public static DashboardConfig from(Settings settings) {
        return new DashboardConfig(
                Listening.from(settings, "dashboard", PORT),
                settings.flag(ALLOW_UNAUTHENTICATED, false),
                FirestoreSection.from(settings),
                settings.passThrough("kafka.", Set.of()),
                settings.text("sink.name", "mentions"),
                settings.duration("refresh.interval", Duration.ofSeconds(2)),
                settings.integer("firestore.reads-per-minute", 6_000, 100, 10_000_000),
                settings.integer("viewers.max", 1_000, 1, 100_000));
    }

    /** Names the Kafka settings only: their values may be passwords. */
    @Override
    public String toString() {
        return "DashboardConfig[listening=" + listening + ", allowUnauthenticated=" + allowUnauthenticated
                + ", firestore=" + firestore + ", kafka=" + kafka.keySet()
                + ", sink=" + sink + ", refreshInterval=" + refreshInterval + ", readsPerMinute=" + readsPerMinute
                + ", maxViewers=" + maxViewers + "]";
    }
}

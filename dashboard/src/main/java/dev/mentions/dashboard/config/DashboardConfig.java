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
 * @param kafka settings of Kafka clients, without the prefix; without brokers in it there is no panel of the pipeline
 * @param sink name of the sink whose progress the panel shows
 * @param refreshInterval how often what is shown is read anew, at most
 * @param readsPerMinute documents that may be read from Firestore in a minute
 * @param maxViewers who may follow the counts live at a time
 */
public record DashboardConfig(
        Listening listening,
        FirestoreSection firestore,
        Map<String, String> kafka,
        String sink,
        Duration refreshInterval,
        int readsPerMinute,
        int maxViewers) {

    /** Beside what {@code mentions local} has for posts, the broker and Firestore. */
    public static final int PORT = 8070;

    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(100);

    public DashboardConfig {
        requireNonNull(listening, "listening");
        requireNonNull(firestore, "firestore");
        kafka = Map.copyOf(kafka);
        requireNonNull(sink, "sink");
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
        return "DashboardConfig[listening=" + listening + ", firestore=" + firestore + ", kafka=" + kafka.keySet()
                + ", sink=" + sink + ", refreshInterval=" + refreshInterval + ", readsPerMinute=" + readsPerMinute
                + ", maxViewers=" + maxViewers + "]";
    }
}

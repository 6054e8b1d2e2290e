package dev.mentions.streams.config;

import static java.util.Objects.requireNonNull;

import dev.mentions.service.Settings;
import dev.mentions.service.SettingsException;
import dev.mentions.streams.count.Windows;
import java.time.Duration;

/**
 * How mentions are counted.
 *
 * @param threads stream threads
 * @param windows windows of event time
 * @param grace how long after its end a window is kept in the table; what comes later goes round it
 * @param cacheBytes record cache of all threads together; 0 for none
 * @param cleanUpInterval how often what was emitted for closed windows is forgotten
 * @param view whether this instance keeps a read model of all counts and answers from it
 */
public record CountSection(
        int threads, Windows windows, Duration grace, long cacheBytes, Duration cleanUpInterval, boolean view) {

    public CountSection {
        requireNonNull(windows, "windows");
        if (grace.isNegative()) {
            throw new SettingsException("window.grace is " + grace + ", which is negative");
        }
        if (cleanUpInterval.toMillis() < 1) {
            throw new SettingsException(
                    "count.clean-up.interval is " + cleanUpInterval + ", which is not at least 1ms");
        }
    }

    static CountSection from(Settings settings) {
        return new CountSection(
                settings.integer("count.threads", 1, 1, 1_000),
                new Windows(windowSize(settings)),
                settings.duration("window.grace", Duration.ofDays(1)),
                settings.integer("count.cache.mib", 32, 0, 100_000) * 1024L * 1024L,
                settings.duration("count.clean-up.interval", Duration.ofMinutes(30)),
                settings.flag("count.view", true));
    }

    private static Duration windowSize(Settings settings) {
        Duration size = settings.duration("window.size", Windows.DAILY.size());
        if (size.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new SettingsException("window.size is " + size + ", which is not at least 1s");
        }
        return size;
    }
}

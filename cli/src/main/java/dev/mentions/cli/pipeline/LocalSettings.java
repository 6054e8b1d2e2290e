package dev.mentions.cli.pipeline;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where a local pipeline keeps its state and listens. Port 0 picks a free one.
 *
 * @param dataDirectory everything that must outlive a run
 * @param threads stream threads that find names
 * @param apiKeys the producer's settings for API keys, by key; empty for none
 */
public record LocalSettings(
        Path dataDirectory, int httpPort, int kafkaPort, int firestorePort, int threads, Map<String, String> apiKeys) {

    public LocalSettings {
        apiKeys = Map.copyOf(apiKeys);
    }

    /** Returns settings with free ports and no keys, for a run that nobody else has to find. */
    public static LocalSettings unobserved(Path dataDirectory, int threads) {
        return new LocalSettings(dataDirectory, 0, 0, 0, threads, Map.of());
    }
}

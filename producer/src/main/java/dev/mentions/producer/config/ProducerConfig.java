package dev.mentions.producer.config;

import static java.util.Objects.requireNonNull;

import dev.mentions.service.Secret;
import dev.mentions.service.Settings;
import dev.mentions.service.SettingsException;
import dev.mentions.service.TopicsSection;
import java.util.List;

/**
 * Everything the producer can be told.
 *
 * @param apiKeys hashes of the keys that may send posts; none for everybody, on the loopback address only
 */
public record ProducerConfig(
        HttpSection http, LimitSection limits, List<ApiKeyHash> apiKeys, TopicsSection topics, KafkaSection kafka) {

    public ProducerConfig {
        requireNonNull(http, "http");
        requireNonNull(limits, "limits");
        requireNonNull(topics, "topics");
        requireNonNull(kafka, "kafka");
        apiKeys = List.copyOf(apiKeys);
        if (apiKeys.isEmpty() && !http.listening().address().isLoopback()) {
            throw new SettingsException("http.host (" + Settings.variable("http.host") + ") is '"
                    + http.listening().address().host()
                    + "', which others can reach, and api-keys is empty: anybody could send posts."
                    + " Set api-keys, or leave http.host at 127.0.0.1");
        }
    }

    /** Tells whether keys and posts can be read on their way by whoever is between, unless a proxy encrypts them. */
    public boolean isReadableOnTheWay() {
        return http.tls().isEmpty() && !http.listening().address().isLoopback();
    }

    /**
     * Reads every key.
     *
     * @throws SettingsException when one is wrong
     */
    public static ProducerConfig from(Settings settings) {
        HttpSection http = HttpSection.from(settings);
        return new ProducerConfig(
                http,
                LimitSection.from(settings, http.listening().threads()),
                settings.secret("api-keys")
                        .map(Secret::value)
                        .map(ApiKeyHash::parse)
                        .orElse(List.of()),
                TopicsSection.from(settings),
                KafkaSection.from(settings));
    }
}

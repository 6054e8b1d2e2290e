package dev.mentions.sink.config;

import dev.mentions.service.SettingsException;
import java.time.Duration;

/**
 * When what was read becomes a commit.
 *
 * @param documents a commit is sent when it would write this many documents of counts
 * @param linger how long the first record of a commit waits for more at most
 */
public record FlushConfig(int documents, Duration linger) {

    private static final Duration MAX_LINGER = Duration.ofMinutes(1);

    public FlushConfig {
        if (linger.compareTo(MAX_LINGER) > 0) {
            throw new SettingsException("flush.linger is " + linger.toMillis() + "ms, at most 1m is sensible");
        }
    }
}

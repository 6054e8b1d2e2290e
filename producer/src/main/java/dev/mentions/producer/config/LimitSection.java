package dev.mentions.producer.config;

import dev.mentions.producer.validate.PostParser;
import dev.mentions.service.Settings;
import dev.mentions.service.SettingsException;

/**
 * How much is taken at a time.
 *
 * @param maxBodyBytes of a post in JSON, and of a line of a stream
 * @param maxInFlightPosts that the broker has not acknowledged yet
 * @param maxInFlightBytes of bodies being read and of posts that the broker has not acknowledged yet
 * @param maxStreams read at the same time; each holds a thread
 * @param minStreamRate the bytes a second that a stream brings at least, in the long run
 * @param maxListedErrors in the answer to a stream; all are counted
 */
public record LimitSection(
        int maxBodyBytes,
        int maxInFlightPosts,
        int maxInFlightBytes,
        int maxStreams,
        int minStreamRate,
        int maxListedErrors) {

    private static final int MIB = 1024 * 1024;
    private static final int DEFAULT_STREAMS = 16;

    public LimitSection {
        if (maxInFlightBytes <= maxBodyBytes) {
            throw new SettingsException("limits.in-flight-bytes is " + maxInFlightBytes
                    + ", which has to be more than the largest post, limits.body-bytes: " + maxBodyBytes);
        }
    }

    /**
     * @param threads that serve requests; streams may hold half of them
     */
    static LimitSection from(Settings settings, int threads) {
        return new LimitSection(
                settings.integer("limits.body-bytes", PostParser.DEFAULT_MAX_BYTES, 1024, 8 * MIB),
                settings.integer("limits.in-flight-posts", 10_000, 1, 1_000_000),
                settings.integer("limits.in-flight-bytes", 32 * MIB, 1024, 1024 * MIB),
                settings.integer("limits.streams", Math.min(DEFAULT_STREAMS, threads / 2), 1, threads / 2),
                settings.integer("limits.stream-bytes-per-second", 1024, 1, MIB),
                settings.integer("limits.listed-errors", 100, 0, 10_000));
    }
}

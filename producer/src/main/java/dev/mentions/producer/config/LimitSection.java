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
 * @param maxStreams read at the same time
 * @param maxListedErrors in the answer to a stream; all are counted
 */
public record LimitSection(
        int maxBodyBytes, int maxInFlightPosts, int maxInFlightBytes, int maxStreams, int maxListedErrors) {

    private static final int MIB = 1024 * 1024;

    public LimitSection {
        if (maxInFlightBytes <= maxBodyBytes) {
            throw new SettingsException("limits.in-flight-bytes is " + maxInFlightBytes
                    + ", which has to be more than the largest post, limits.body-bytes: " + maxBodyBytes);
        }
    }

    static LimitSection from(Settings settings) {
        return new LimitSection(
                settings.integer("limits.body-bytes", PostParser.DEFAULT_MAX_BYTES, 1024, 8 * MIB),
                settings.integer("limits.in-flight-posts", 10_000, 1, 1_000_000),
                settings.integer("limits.in-flight-bytes", 32 * MIB, 1024, 1024 * MIB),
                settings.integer("limits.streams", 16, 1, 1_000),
                settings.integer("limits.listed-errors", 100, 0, 10_000));
    }
}

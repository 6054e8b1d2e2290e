package dev.mentions.dashboard.http;

import dev.mentions.dashboard.pipeline.PipelineState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How it stands.
 *
 * @param updatedAt when an article was counted last; null while none is
 * @param viewers who follow live
 * @param pipeline null where the dashboard does not know Kafka, and while nobody watches
 */
record StatusView(
        int generation,
        Instant asOf,
        int publications,
        long articles,
        @Nullable Instant updatedAt,
        int viewers,
        Reads reads,
        @Nullable PipelineState pipeline) {

    /**
     * Documents read from Firestore.
     *
     * @param total since the start
     * @param perMinute in the last minute
     * @param limit of a minute
     */
    record Reads(long total, long perMinute, int limit) {}
}

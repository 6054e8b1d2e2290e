package dev.mentions.dashboard.pipeline;

import java.time.Instant;

/**
 * How the pipeline does.
 *
 * @param acceptedPerSecond posts, over the last interval
 * @param rejected records that went to the dead letters of the generation
 * @param lost offsets that are gone although the counts rely on them, accepted or not
 * @param at when that was so
 */
public record PipelineState(double acceptedPerSecond, Lag lag, long rejected, long lost, Instant at) {

    /** The name it is sent to viewers under. */
    public static final String EVENT = "pipeline";

    /** Records that a stage has not finished. */
    public record Lag(long extract, long count, long sink) {}
}

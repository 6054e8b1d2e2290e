package dev.mentions.systemtests.pipeline;

import dev.mentions.cli.pipeline.PipelineAddress;
import dev.mentions.contract.Generation;

/**
 * One set of counts: what one sink makes of one generation, in a project of its own.
 *
 * @param sink its name, which no other sink has that counts the same generation
 */
public record CountSet(Generation generation, String sink, String project) {

    /** What every pipeline makes. */
    public static final CountSet LIVE = of(Generation.FIRST);

    /** Returns what a sink of the usual name makes in the usual project. */
    public static CountSet of(Generation generation) {
        return new CountSet(generation, PipelineAddress.SINK, PipelineAddress.LOCAL_PROJECT);
    }
}

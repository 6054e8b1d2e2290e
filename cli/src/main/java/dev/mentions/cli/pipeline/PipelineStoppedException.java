package dev.mentions.cli.pipeline;

import org.jspecify.annotations.Nullable;

/** A local pipeline cannot start or go on. The message says why, where, and which command works now and what it costs. */
public final class PipelineStoppedException extends Exception {

    private static final long serialVersionUID = 1L;

    PipelineStoppedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

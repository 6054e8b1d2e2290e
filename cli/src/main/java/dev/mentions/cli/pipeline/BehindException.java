package dev.mentions.cli.pipeline;

import dev.mentions.generations.progress.PipelineLag;
import java.time.Duration;
import java.util.Locale;

/** A pipeline has not done its work in the time it was given. The message says how far it is. */
public final class BehindException extends Exception {

    private static final long serialVersionUID = 1L;

    BehindException(PipelineLag.Stage left, Duration waited) {
        super(String.format(
                Locale.ROOT,
                "%,d records of %s are not done by '%s' after %d s",
                left.records(),
                left.topicName(),
                left.name(),
                waited.toSeconds()));
    }
}

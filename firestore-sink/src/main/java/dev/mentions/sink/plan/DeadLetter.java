package dev.mentions.sink.plan;

import static java.util.Objects.requireNonNull;

/**
 * A record that is skipped. It stays on the topic.
 *
 * @param reason never content of the record
 */
public record DeadLetter(long offset, String reason) {

    public DeadLetter {
        requireNonNull(reason, "reason");
    }
}

package dev.mentions.service;

import static java.util.Objects.requireNonNull;

/**
 * One way in which a topic is not as a service needs it.
 *
 * @param message what is wrong, what is needed and what to do
 */
public record TopicFinding(Kind kind, String message) {

    /** What follows from a finding. */
    public enum Kind {
        /** There is no such topic. */
        MISSING,
        /** Records would be lost, miscounted or refused. */
        FAULT,
        /** A replay or the loss of a broker would suffer, or nobody can tell. */
        RISK
    }

    public TopicFinding {
        requireNonNull(kind, "kind");
        requireNonNull(message, "message");
    }

    boolean isMissing() {
        return kind == Kind.MISSING;
    }
}

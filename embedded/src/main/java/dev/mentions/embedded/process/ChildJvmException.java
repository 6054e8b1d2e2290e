package dev.mentions.embedded.process;

import org.jspecify.annotations.Nullable;

/** A child JVM cannot be started or does not do what it is told. The message names it and its log. */
public final class ChildJvmException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ChildJvmException(String message) {
        this(message, null);
    }

    ChildJvmException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

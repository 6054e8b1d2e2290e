package dev.mentions.embedded.kafka;

import org.jspecify.annotations.Nullable;

/** A broker cannot start or did not do what it was told. The message says what to do about it where that is known. */
public final class BrokerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BrokerException(String message) {
        this(message, null);
    }

    BrokerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

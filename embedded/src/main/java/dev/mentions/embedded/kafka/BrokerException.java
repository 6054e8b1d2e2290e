package dev.mentions.embedded.kafka;

import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A broker cannot start or did not do what it was told. The message says what to do about it where that is known. */
public final class BrokerException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int MOST_CAUSES = 20;

    BrokerException(String message) {
        this(message, null);
    }

    /**
     * Says why a broker could not start, and what to do.
     *
     * @param data where the node's log stands
     */
    static BrokerException notStarted(Path data, Throwable cause) {
        if (isTimeout(cause)) {
            return new BrokerException(
                    "The broker with its data in " + data + " was not ready after "
                            + NodeSettings.START_LIMIT.toSeconds() + " s: the machine is too busy or its disk too slow."
                            + " Nothing that is stored is lost. Stop what else runs there and start again",
                    cause);
        }
        return new BrokerException(
                "The broker cannot start with its data in " + data + ": " + cause
                        + ". Is its disk full or damaged? The log says more with MENTIONS_LOG_LEVEL_LIBRARIES=INFO",
                cause);
    }

    /** Kafka cancels the wait for a broker's registration, and wraps that. */
    private static boolean isTimeout(Throwable error) {
        return Stream.iterate(error, cause -> cause != null, Throwable::getCause)
                .limit(MOST_CAUSES)
                .anyMatch(cause -> cause instanceof CancellationException || cause instanceof TimeoutException);
    }

    BrokerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

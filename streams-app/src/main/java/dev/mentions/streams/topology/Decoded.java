package dev.mentions.streams.topology;

import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** A record's value as it was decoded, or why it could not be. */
sealed interface Decoded<T> {

    /**
     * @param value null for a tombstone
     */
    record Value<T>(@Nullable T value) implements Decoded<T> {}

    /**
     * @param cause its message holds nothing of the record's content
     */
    record Unreadable<T>(SerializationException cause) implements Decoded<T> {}
}

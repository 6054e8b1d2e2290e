package dev.mentions.streams.topology;

import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of a source topic without ever throwing. Kafka Streams decodes a record before it processes the one
 * in front of it, so a dead letter sent by a deserialization handler can be committed with an offset that still points
 * at its record, which is then read and rejected again. {@link RejectUnreadable} rejects it in its turn instead.
 * Thread-safe if the wrapped serde is.
 */
final class DecodedSerde<T> implements Serde<Decoded<T>> {

    private final Deserializer<T> deserializer;

    DecodedSerde(Serde<T> serde) {
        this.deserializer = serde.deserializer();
    }

    /**
     * @throws UnsupportedOperationException always: a source topic is only read
     */
    @Override
    public Serializer<Decoded<T>> serializer() {
        throw new UnsupportedOperationException("A source topic is only read");
    }

    @Override
    public Deserializer<Decoded<T>> deserializer() {
        return this::decode;
    }

    private Decoded<T> decode(String topic, byte @Nullable [] data) {
        try {
            return new Decoded.Value<>(deserializer.deserialize(topic, data));
        } catch (SerializationException e) {
            return new Decoded.Unreadable<>(e);
        } catch (RuntimeException e) {
            return new Decoded.Unreadable<>(new SerializationException(
                    "Cannot be decoded: " + e.getClass().getName(), e));
        }
    }
}

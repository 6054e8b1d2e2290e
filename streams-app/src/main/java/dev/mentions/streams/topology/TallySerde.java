package dev.mentions.streams.topology;

import dev.mentions.streams.count.Tally;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** A {@link Tally} in a store: its count in eight bytes, then its display name in UTF-8. */
final class TallySerde implements Serde<Tally> {

    @Override
    public Serializer<Tally> serializer() {
        return TallySerde::serialize;
    }

    @Override
    public Deserializer<Tally> deserializer() {
        return TallySerde::deserialize;
    }

    private static byte @Nullable [] serialize(String topic, @Nullable Tally tally) {
        if (tally == null) {
            return null;
        }
        byte[] name = tally.displayName().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Long.BYTES + name.length)
                .putLong(tally.count())
                .put(name)
                .array();
    }

    private static @Nullable Tally deserialize(String topic, byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        try {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            return new Tally(
                    buffer.getLong(), StandardCharsets.UTF_8.decode(buffer).toString());
        } catch (BufferUnderflowException e) {
            throw new SerializationException("A stored tally is too short", e);
        }
    }
}

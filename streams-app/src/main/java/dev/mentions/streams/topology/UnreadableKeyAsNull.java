package dev.mentions.streams.topology;

import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * Reads the keys of a source topic without ever throwing, for the reason that {@link DecodedSerde} has. A key keeps its
 * own type, because the table is grouped by it, so one that cannot be read becomes null: the rules for a record without a
 * key reject it.
 */
final class UnreadableKeyAsNull {

    private UnreadableKeyAsNull() {}

    /** Returns a serde that writes as the given one does and reads null where that one throws. */
    static <T> Serde<T> of(Serde<T> serde) {
        Deserializer<T> deserializer = serde.deserializer();
        return Serdes.serdeFrom(serde.serializer(), (topic, data) -> read(deserializer, topic, data));
    }

    private static <T> @Nullable T read(Deserializer<T> deserializer, String topic, byte @Nullable [] data) {
        try {
            return deserializer.deserialize(topic, data);
        } catch (RuntimeException e) {
            return null;
        }
    }
}

package dev.mentions.streams.topology;

import dev.mentions.contract.EntityKey;
import dev.mentions.contract.JsonSerde;
import java.nio.ByteBuffer;
import org.apache.kafka.common.utils.Bytes;

/**
 * The key of what was last emitted: the window's start and then the entity, so that keys sort by window and those of
 * closed windows are one range. The table has no window before 1970, so that the order of the bytes is that of time.
 */
final class EmittedKey {

    private static final JsonSerde<EntityKey> ENTITY = new JsonSerde<>(EntityKey.class);

    private EmittedKey() {}

    /**
     * @param windowStart in milliseconds since 1970, not negative
     */
    static Bytes of(long windowStart, EntityKey entity) {
        byte[] suffix = ENTITY.serialize(null, entity);
        return Bytes.wrap(ByteBuffer.allocate(Long.BYTES + suffix.length)
                .putLong(windowStart)
                .put(suffix)
                .array());
    }

    /** Returns the start of a key's window, in milliseconds since 1970. */
    static long windowStart(Bytes key) {
        return ByteBuffer.wrap(key.get()).getLong();
    }

    /** Returns a key that is greater than all of windows that start earlier, and less than all others. */
    static Bytes before(long windowStart) {
        return Bytes.wrap(ByteBuffer.allocate(Long.BYTES).putLong(windowStart).array());
    }
}

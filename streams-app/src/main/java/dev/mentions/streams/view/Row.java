package dev.mentions.streams.view;

import dev.mentions.contract.EntityKind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One count as bytes. What is asked for together stands together: the key is the publication with its length before it,
 * the window's start or that it is of all time, the kind, and the entity. Texts are in UTF-16, as they are in memory:
 * UTF-8 has no form for half a surrogate pair, and two such names would become one.
 */
final class Row {

    /** Keeps counts apart from what else stands in the store. */
    private static final byte COUNTS = 'c';

    private static final byte ALL_TIME = 0;
    private static final byte WINDOW = 1;

    private Row() {}

    /** Returns what the keys of a publication begin with, in one window or of all time. */
    static byte[] prefix(String publication, @Nullable Instant windowStart) {
        ByteBuffer bytes = ByteBuffer.allocate(1 + Integer.BYTES + size(publication) + 1 + Long.BYTES)
                .put(COUNTS)
                .putInt(publication.length());
        putText(bytes, publication);
        if (windowStart == null) {
            bytes.put(ALL_TIME);
        } else {
            bytes.put(WINDOW).putLong(windowStart.toEpochMilli());
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    /** Returns what the keys of one kind begin with. */
    static byte[] prefix(String publication, @Nullable Instant windowStart, EntityKind kind) {
        byte[] prefix = prefix(publication, windowStart);
        byte[] name = kind.name().getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(prefix.length + 1 + name.length)
                .put(prefix)
                .put((byte) name.length)
                .put(name)
                .array();
    }

    static byte[] key(String publication, @Nullable Instant windowStart, EntityKind kind, String entity) {
        byte[] prefix = prefix(publication, windowStart, kind);
        ByteBuffer bytes = ByteBuffer.allocate(prefix.length + size(entity)).put(prefix);
        putText(bytes, entity);
        return bytes.array();
    }

    static byte[] value(long count, String name) {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES + size(name)).putLong(count);
        putText(bytes, name);
        return bytes.array();
    }

    static long count(byte[] value) {
        return ByteBuffer.wrap(value).getLong();
    }

    /**
     * Returns the row's entry.
     *
     * @param start how long the key's part before the kind is
     */
    static CountsFound.Entry entry(byte[] key, int start, byte[] value) {
        int kindLength = key[start];
        String kind = new String(key, start + 1, kindLength, StandardCharsets.US_ASCII);
        return new CountsFound.Entry(
                EntityKind.valueOf(kind), text(key, start + 1 + kindLength), text(value, Long.BYTES), count(value));
    }

    private static int size(String text) {
        return text.length() * Character.BYTES;
    }

    private static void putText(ByteBuffer bytes, String text) {
        bytes.asCharBuffer().put(text);
        bytes.position(bytes.position() + size(text));
    }

    private static String text(byte[] bytes, int start) {
        return ByteBuffer.wrap(bytes, start, bytes.length - start)
                .asCharBuffer()
                .toString();
    }
}

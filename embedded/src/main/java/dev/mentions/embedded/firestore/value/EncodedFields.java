package dev.mentions.embedded.firestore.value;

import com.google.firestore.v1.Document;
import com.google.firestore.v1.Value;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a document's fields are kept: encoded as the {@code fields} of a Firestore {@link Document}, sorted by name.
 *
 * <p>That takes a fraction of the heap of decoded values, can be sent as it is, and two documents hold the same fields
 * exactly when their bytes are the same.
 */
public final class EncodedFields {

    private static final int ENTRY_TAG = (Document.FIELDS_FIELD_NUMBER << 3) | 2;
    private static final int KEY_TAG = (1 << 3) | 2;
    private static final int VALUE_TAG = (2 << 3) | 2;
    private static final byte[] NONE = {};

    private EncodedFields() {}

    /** Encodes fields. */
    public static byte[] encode(SortedMap<String, Value> fields) {
        if (fields.isEmpty()) {
            return NONE;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 * fields.size());
        CodedOutputStream out = CodedOutputStream.newInstance(bytes, 512);
        // Maps inside values have no order of their own.
        out.useDeterministicSerialization();
        try {
            for (Map.Entry<String, Value> field : fields.entrySet()) {
                byte[] key = field.getKey().getBytes(StandardCharsets.UTF_8);
                int size = 1
                        + CodedOutputStream.computeByteArraySizeNoTag(key)
                        + 1
                        + CodedOutputStream.computeMessageSizeNoTag(field.getValue());
                out.writeUInt32NoTag(ENTRY_TAG);
                out.writeUInt32NoTag(size);
                out.writeUInt32NoTag(KEY_TAG);
                out.writeByteArrayNoTag(key);
                out.writeUInt32NoTag(VALUE_TAG);
                out.writeMessageNoTag(field.getValue());
            }
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Decodes all fields; the map is the caller's to change. */
    public static SortedMap<String, Value> decode(byte[] encoded) {
        SortedMap<String, Value> fields = new TreeMap<>();
        int at = 0;
        while (at < encoded.length) {
            Entry entry = new Entry(encoded, at);
            fields.put(entry.key(), entry.value());
            at = entry.end;
        }
        return fields;
    }

    /** Returns the value at a path, decoding nothing else; null when there is none. */
    public static @Nullable Value find(byte[] encoded, FieldPath path) {
        int at = 0;
        while (at < encoded.length) {
            Entry entry = new Entry(encoded, at);
            if (path.firstSegmentIs(encoded, entry.keyStart, entry.keyLength)) {
                return path.below(entry.value());
            }
            at = entry.end;
        }
        return null;
    }

    /** One field, found in the bytes. */
    private static final class Entry {

        private final byte[] bytes;
        private final int keyStart;
        private final int keyLength;
        private final int valueStart;
        private final int end;
        private int cursor;

        private Entry(byte[] bytes, int start) {
            this.bytes = bytes;
            cursor = start + 1;
            int size = varint();
            end = cursor + size;
            cursor++;
            keyLength = varint();
            keyStart = cursor;
            cursor += keyLength + 1;
            varint();
            valueStart = cursor;
        }

        private int varint() {
            int result = 0;
            for (int shift = 0; ; shift += 7) {
                byte next = bytes[cursor++];
                result |= (next & 0x7f) << shift;
                if (next >= 0) {
                    return result;
                }
            }
        }

        private String key() {
            return new String(bytes, keyStart, keyLength, StandardCharsets.UTF_8);
        }

        private Value value() {
            try {
                return Value.parser().parseFrom(CodedInputStream.newInstance(bytes, valueStart, end - valueStart));
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException("A stored document cannot be decoded", e);
            }
        }
    }
}

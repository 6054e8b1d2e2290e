package dev.mentions.embedded.firestore.store;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A file of checksummed records, written at its end only.
 *
 * <pre>
 * file   = magic (8 bytes) record*
 * record = length (4) CRC-32C of the payload (4) CRC-32C of those 8 bytes (4) payload
 * </pre>
 *
 * <p>A process that is killed while it writes leaves the beginning of a record. A power failure can leave anything after
 * the last bytes that reached the disk, often zeros. Reading stops there when no whole record follows: this is the torn
 * tail. A record that cannot be read and has a whole one after it is damage and an error.
 */
final class RecordFile implements AutoCloseable {

    /** Takes the payload of each record. */
    @FunctionalInterface
    interface Reader {
        void read(byte[] payload) throws IOException;
    }

    private static final byte[] MAGIC = "MFSLOG01".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER_BYTES = 12;

    private final Path path;
    private final FileOutputStream out;
    private long length;
    private boolean broken;

    private RecordFile(Path path, long length) throws IOException {
        this.path = path;
        // Not a FileChannel: that would close when the writing thread is interrupted.
        this.out = new FileOutputStream(path.toFile(), true);
        this.length = length;
    }

    /** Makes a new file. */
    static RecordFile create(Path path) throws IOException {
        Files.write(path, MAGIC);
        return new RecordFile(path, MAGIC.length);
    }

    /** Opens a file to go on after its last whole record, cutting off what follows. */
    static RecordFile continueAfter(Path path, long wholeLength) throws IOException {
        if (wholeLength < MAGIC.length) {
            return create(path);
        }
        RecordFile file = new RecordFile(path, wholeLength);
        file.out.getChannel().truncate(wholeLength);
        return file;
    }

    /**
     * Reads all records.
     *
     * @return the length up to the end of the last whole record; less than the file's when its tail is torn
     * @throws DamagedLogException when a record in front of a whole one is damaged, or this is no such file
     */
    static long readAll(Path path, Reader reader) throws IOException {
        long size = Files.size(path);
        try (InputStream stream = Files.newInputStream(path);
                DataInputStream in = new DataInputStream(new BufferedInputStream(stream, 1 << 16))) {
            byte[] magic = in.readNBytes(MAGIC.length);
            if (!Arrays.equals(magic, 0, magic.length, MAGIC, 0, magic.length)) {
                if (isZero(magic) && isZero(in.readAllBytes())) {
                    return 0;
                }
                throw new DamagedLogException(path, 0);
            }
            if (magic.length < MAGIC.length) {
                return 0;
            }
            long position = MAGIC.length;
            byte[] payload = nextPayload(in, size - position);
            while (payload != null) {
                reader.read(payload);
                position += HEADER_BYTES + payload.length;
                payload = nextPayload(in, size - position);
            }
            if (position < size && hasRecordAfter(path, position)) {
                throw new DamagedLogException(path, position);
            }
            return position;
        }
    }

    /** Returns null when what follows is no whole record. */
    private static byte @Nullable [] nextPayload(DataInputStream in, long left) throws IOException {
        if (left < HEADER_BYTES) {
            return null;
        }
        byte[] header = in.readNBytes(HEADER_BYTES);
        int length = payloadLength(header, 0, left);
        if (length < 0) {
            return null;
        }
        byte[] payload = in.readNBytes(length);
        return ByteBuffer.wrap(header).getInt(Integer.BYTES) == checksum(payload, 0, length) ? payload : null;
    }

    /** Returns the length of the payload after the header that begins at an index, or -1 when no record can begin there. */
    private static int payloadLength(byte[] bytes, int index, long left) {
        ByteBuffer fields = ByteBuffer.wrap(bytes);
        int length = fields.getInt(index);
        boolean fits = length >= 0 && length <= left - HEADER_BYTES;
        return fits && fields.getInt(index + HEADER_BYTES - 4) == checksum(bytes, index, HEADER_BYTES - 4)
                ? length
                : -1;
    }

    private static boolean hasRecordAfter(Path path, long position) throws IOException {
        try (InputStream stream = Files.newInputStream(path)) {
            stream.skipNBytes(position);
            byte[] bytes = stream.readAllBytes();
            ByteBuffer fields = ByteBuffer.wrap(bytes);
            for (int index = 1; index <= bytes.length - HEADER_BYTES; index++) {
                int length = payloadLength(bytes, index, bytes.length - index);
                if (length >= 0
                        && fields.getInt(index + Integer.BYTES) == checksum(bytes, index + HEADER_BYTES, length)) {
                    return true;
                }
            }
            return false;
        }
    }

    private static boolean isZero(byte[] bytes) {
        for (byte each : bytes) {
            if (each != 0) {
                return false;
            }
        }
        return true;
    }

    private static int checksum(byte[] bytes, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }

    /** Hands a record to the operating system, so that it outlives this process. Returns the file's new length. */
    long append(byte[] payload) throws IOException {
        if (broken) {
            throw new IOException("An earlier write to " + path + " failed half way");
        }
        ByteBuffer record = ByteBuffer.allocate(HEADER_BYTES + payload.length);
        record.putInt(payload.length).putInt(checksum(payload, 0, payload.length));
        record.putInt(checksum(record.array(), 0, HEADER_BYTES - 4)).put(payload);
        try {
            out.write(record.array());
        } catch (IOException e) {
            broken = true;
            out.getChannel().truncate(length);
            broken = false;
            throw e;
        }
        length += record.capacity();
        return length;
    }

    long length() {
        return length;
    }

    /** Forces what was written to the disk. */
    void sync() throws IOException {
        out.getFD().sync();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}

package dev.mentions.embedded.firestore.store;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * A file of checksummed records, written at its end only.
 *
 * <pre>
 * file   = magic (8 bytes) record*
 * record = length (4) CRC-32C of the payload (4) CRC-32C of those 8 bytes (4) payload
 * </pre>
 *
 * <p>A process that is killed while it writes leaves a beginning of a record: the torn tail, which reading stops at.
 * Anything else that is wrong is damage and an error.
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
     * @throws IOException when the file is damaged
     */
    static long readAll(Path path, Reader reader) throws IOException {
        File file = path.toFile();
        long size = file.length();
        try (InputStream stream = Files.newInputStream(path);
                DataInputStream in = new DataInputStream(new BufferedInputStream(stream, 1 << 16))) {
            byte[] magic = in.readNBytes(MAGIC.length);
            if (!Arrays.equals(magic, 0, magic.length, MAGIC, 0, magic.length)) {
                throw damage(path, 0);
            }
            if (magic.length < MAGIC.length) {
                return 0;
            }
            long position = MAGIC.length;
            while (size - position >= HEADER_BYTES) {
                byte[] header = in.readNBytes(HEADER_BYTES);
                ByteBuffer fields = ByteBuffer.wrap(header);
                int length = fields.getInt();
                int checksum = fields.getInt();
                if (fields.getInt() != checksum(header, HEADER_BYTES - 4) || length < 0) {
                    throw damage(path, position);
                }
                if (size - position - HEADER_BYTES < length) {
                    break;
                }
                byte[] payload = in.readNBytes(length);
                if (checksum != checksum(payload, length)) {
                    throw damage(path, position);
                }
                reader.read(payload);
                position += HEADER_BYTES + length;
            }
            return position;
        }
    }

    private static IOException damage(Path path, long position) {
        return new IOException("The Firestore server's file " + path + " is damaged at byte " + position
                + "; restore the directory from a copy, or remove it to start empty");
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    /** Hands a record to the operating system, so that it outlives this process. Returns the file's new length. */
    long append(byte[] payload) throws IOException {
        if (broken) {
            throw new IOException("An earlier write to " + path + " failed half way");
        }
        ByteBuffer record = ByteBuffer.allocate(HEADER_BYTES + payload.length);
        record.putInt(payload.length).putInt(checksum(payload, payload.length));
        record.putInt(checksum(record.array(), HEADER_BYTES - 4)).put(payload);
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

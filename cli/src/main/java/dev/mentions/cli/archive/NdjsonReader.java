package dev.mentions.cli.archive;

import dev.mentions.service.JsonEncoding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One JSON object a line. Blank lines are passed over; a line that is too long is reported and not held. */
final class NdjsonReader implements RowReader {

    private static final int BUFFER_BYTES = 1 << 16;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final Path file;
    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(BUFFER_BYTES);

    private int position;
    private int limit;
    private long lineNumber;

    NdjsonReader(Path file, InputStream in) {
        this.file = file;
        this.in = in;
    }

    @Override
    public @Nullable Row next() throws IOException {
        while (true) {
            line.reset();
            long length = readLine();
            if (length < 0) {
                return null;
            }
            lineNumber++;
            Position here = new Position(file, lineNumber);
            if (length > MAX_ROW) {
                return new Row.Broken(here, "the line is longer than " + MAX_ROW + " bytes");
            }
            byte[] bytes = lineNumber == 1 ? withoutByteOrderMark(line.toByteArray()) : line.toByteArray();
            if (JsonEncoding.isWide(bytes, 0, bytes.length)) {
                return new Row.Broken(here, "the line is in UTF-16 or UTF-32; convert the file to UTF-8");
            }
            if (!isBlank(bytes)) {
                return new Row.Json(here, bytes);
            }
        }
    }

    /** Reads to the end of the line and returns its length, or -1 at the end of the file. Keeps MAX_ROW at most. */
    private long readLine() throws IOException {
        long length = 0;
        while (true) {
            if (position == limit) {
                limit = in.read(buffer);
                position = 0;
                if (limit <= 0) {
                    limit = 0;
                    return length == 0 ? -1 : length;
                }
            }
            int end = position;
            while (end < limit && buffer[end] != '\n') {
                end++;
            }
            length += end - position;
            if (length <= MAX_ROW) {
                line.write(buffer, position, end - position);
            }
            if (end < limit) {
                position = end + 1;
                return length;
            }
            position = end;
        }
    }

    private static byte[] withoutByteOrderMark(byte[] bytes) {
        int mark = BYTE_ORDER_MARK.length;
        boolean marked = bytes.length >= mark && Arrays.equals(bytes, 0, mark, BYTE_ORDER_MARK, 0, mark);
        return marked ? Arrays.copyOfRange(bytes, mark, bytes.length) : bytes;
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte b : bytes) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}

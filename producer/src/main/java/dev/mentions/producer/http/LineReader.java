package dev.mentions.producer.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Reads a stream line by line into one buffer, which never grows beyond the longest line that is taken. A longer line
 * is skipped without being held. For one thread.
 */
final class LineReader {

    private static final int FIRST_SIZE = 64 * 1024;

    private final InputStream in;
    private final int maxLength;
    private byte[] buffer;
    private int lineStart;
    private int lineLength;
    private boolean tooLong;
    private int next;
    private int end;

    /**
     * @param maxLength of a line, in bytes without its end
     */
    LineReader(InputStream in, int maxLength) {
        this.in = in;
        this.maxLength = maxLength;
        this.buffer = new byte[Math.min(FIRST_SIZE, maxLength + 1)];
    }

    /** Goes to the next line, ended by a line feed or the end of the stream; false when there is none. */
    boolean advance() throws IOException {
        tooLong = false;
        lineStart = next;
        lineLength = 0;
        for (int scanned = next; ; ) {
            for (; scanned < end; scanned++) {
                if (buffer[scanned] == '\n') {
                    lineLength = tooLong ? 0 : scanned - lineStart;
                    next = scanned + 1;
                    return true;
                }
            }
            if (tooLong || end - lineStart > maxLength) {
                tooLong = true;
                lineStart = 0;
                end = 0;
            } else {
                makeRoom();
            }
            scanned = end;
            int count = in.read(buffer, end, buffer.length - end);
            if (count < 0) {
                lineLength = end - lineStart;
                boolean lastLine = tooLong || lineLength > 0;
                next = end;
                return lastLine;
            }
            end += count;
        }
    }

    private void makeRoom() {
        if (lineStart > 0) {
            System.arraycopy(buffer, lineStart, buffer, 0, end - lineStart);
            end -= lineStart;
            lineStart = 0;
        }
        if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, (int) Math.min(2L * buffer.length, maxLength + 1L));
        }
    }

    /** Tells whether the line is longer than what is taken, and was skipped. */
    boolean tooLong() {
        return tooLong;
    }

    /** Tells whether there is nothing but white space on the line. */
    boolean blank() {
        for (int i = lineStart; i < lineStart + lineLength; i++) {
            if (buffer[i] != ' ' && buffer[i] != '\t' && buffer[i] != '\r') {
                return false;
            }
        }
        return !tooLong;
    }

    /** Returns the buffer that holds the line from {@link #offset()} on, until the next {@link #advance()}. */
    byte[] buffer() {
        return buffer;
    }

    int offset() {
        return lineStart;
    }

    int length() {
        return lineLength;
    }
}

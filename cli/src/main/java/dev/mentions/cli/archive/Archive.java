package dev.mentions.cli.archive;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a file, or of every file in a folder in the order of their names, links out of it left alone: CSV ({@code .csv}) or a JSON object a
 * line ({@code .jsonl}, {@code .ndjson}, {@code .json}), plain or compressed ({@code .gz}, {@code .zst}). Holds one row
 * at a time, so any size will do. {@link #next()} is for one thread; {@link #bytesRead()} for any.
 */
public final class Archive implements RowSource, Closeable {

    private static final int BUFFER_BYTES = 1 << 16;

    private final Deque<Path> files;
    private final List<Path> linksOut;
    private final long bytes;
    private final AtomicLong bytesRead = new AtomicLong();

    private @Nullable RowReader current;
    private Path currentFile = Path.of("");

    private Archive(ArchiveFiles files, long bytes) {
        this.files = new ArrayDeque<>(files.files());
        this.linksOut = files.linksOut();
        this.bytes = bytes;
    }

    /**
     * Opens a file or folder.
     *
     * @throws IOException when it is not there, cannot be read, or holds no file of a known format
     */
    public static Archive open(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path + " does not exist");
        }
        ArchiveFiles files = ArchiveFiles.of(path, Archive::isKnown);
        if (files.files().isEmpty()) {
            throw new IOException(path
                    + ": expected .csv, .jsonl, .ndjson or .json, plain or with .gz or .zst, or a folder of such"
                    + (files.linksOut().isEmpty() ? "" : "; links that lead out of the folder are not followed"));
        }
        long bytes = 0;
        for (Path file : files.files()) {
            bytes += Files.size(file);
        }
        return new Archive(files, bytes);
    }

    /** Returns the next row, or null after the last. A file that turns out unreadable ends in a broken row. */
    @Override
    public @Nullable Row next() throws IOException {
        while (true) {
            if (current == null) {
                Path file = files.poll();
                if (file == null) {
                    return null;
                }
                try {
                    current = open(file, read(file));
                } catch (IOException e) {
                    return new Row.Broken(new Position(file, 1), reason(file, e));
                }
            }
            Row row;
            try {
                row = current.next();
            } catch (IOException e) {
                Path file = currentFile;
                closeCurrent();
                return new Row.Broken(new Position(file, 1), reason(file, e) + "; the rest of this file was not read");
            }
            if (row != null) {
                return row;
            }
            closeCurrent();
        }
    }

    /** Returns the links in the folder that were not followed, because they lead out of it or nowhere. */
    public List<Path> linksOut() {
        return linksOut;
    }

    /** Returns the size of all files, as they stand on disk. */
    public long bytes() {
        return bytes;
    }

    /** Returns how much of {@link #bytes()} has been read. */
    public long bytesRead() {
        return bytesRead.get();
    }

    @Override
    public void close() throws IOException {
        files.clear();
        closeCurrent();
    }

    private void closeCurrent() throws IOException {
        if (current != null) {
            current.close();
            current = null;
        }
    }

    private RowReader open(Path file, InputStream in) throws IOException {
        currentFile = file;
        return format(file).endsWith(".csv") ? new CsvReader(file, in) : new NdjsonReader(file, in);
    }

    private InputStream read(Path file) throws IOException {
        InputStream counted = new BufferedInputStream(new Counted(Files.newInputStream(file)), BUFFER_BYTES);
        String name = lowerName(file);
        try {
            if (name.endsWith(".gz")) {
                return new GZIPInputStream(counted, BUFFER_BYTES);
            }
            return name.endsWith(".zst") ? new ZstdInputStreamNoFinalizer(counted) : counted;
        } catch (IOException e) {
            counted.close();
            throw e;
        }
    }

    private static boolean isKnown(Path file) {
        String format = format(file);
        return Stream.of(".csv", ".jsonl", ".ndjson", ".json").anyMatch(format::endsWith);
    }

    /** Returns the file's name in lower case without the ending of its compression. */
    private static String format(Path file) {
        String name = lowerName(file);
        for (String compression : List.of(".gz", ".zst")) {
            if (name.endsWith(compression)) {
                return name.substring(0, name.length() - compression.length());
            }
        }
        return name;
    }

    private static String lowerName(Path file) {
        return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    }

    private static String reason(Path file, IOException e) {
        String message = String.valueOf(e.getMessage());
        String prefix = file + ": ";
        return message.startsWith(prefix) ? message.substring(prefix.length()) : "cannot be read: " + message;
    }

    private final class Counted extends FilterInputStream {

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            bytesRead.addAndGet(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            bytesRead.addAndGet(Math.max(read, 0));
            return read;
        }
    }
}

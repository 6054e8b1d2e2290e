package dev.mentions.embedded.firestore.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the commits in a directory. {@code N.snapshot} holds every document as it was when {@code N.log} began; a start
 * reads the newest snapshot and the logs from it on.
 *
 * <p>A commit is handed to the operating system before it is answered, so it outlives a kill of this process. It is not
 * forced to the disk, but for a log that another one follows: after a power failure the last seconds may be missing.
 *
 * <p>Guarded by the database's lock, but for the thread that writes snapshots.
 */
final class CommitLog implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(CommitLog.class);

    private static final String LOG = ".log";
    private static final String SNAPSHOT = ".snapshot";
    private static final String UNFINISHED = ".tmp";
    private static final long MIN_BYTES_TO_COMPACT = 64L << 20;
    private static final int DOCUMENTS_PER_RECORD = 4096;
    private static final long CLOSE_SECONDS = 60;

    private final Path directory;
    private final DirectoryLock lock;
    private final ExecutorService compaction = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "firestore-compaction");
        thread.setDaemon(true);
        return thread;
    });
    private RecordFile log;
    private long number;
    private long bytesSinceSnapshot;
    private volatile long snapshotBytes;
    private volatile boolean compacting;

    private CommitLog(Path directory, DirectoryLock lock, Records.Target target) throws IOException {
        this.directory = directory;
        this.lock = lock;
        long first = newest(SNAPSHOT);
        if (first > 0) {
            snapshotBytes = readSnapshot(file(first, SNAPSHOT), target);
        }
        number = Math.max(Math.max(first, newest(LOG)), 1);
        long whole = 0;
        for (long n = Math.max(first, 1); n <= number; n++) {
            whole = readLog(n, target);
            bytesSinceSnapshot += whole;
        }
        log = RecordFile.continueAfter(file(number, LOG), whole);
        deleteBefore(first);
    }

    /**
     * Opens a directory, makes it when it is not there, and hands over what is in it.
     *
     * @throws DamagedLogException when it is damaged
     * @throws IOException when it cannot be read, or is in use
     */
    static CommitLog open(Path directory, Records.Target target) throws IOException {
        Files.createDirectories(directory);
        DirectoryLock lock = DirectoryLock.take(directory);
        try {
            return new CommitLog(directory, lock, target);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private long readSnapshot(Path path, Records.Target target) throws IOException {
        long whole = RecordFile.readAll(path, payload -> Records.decode(payload, target));
        if (whole != Files.size(path)) {
            throw new DamagedLogException(path, whole);
        }
        return whole;
    }

    private long readLog(long n, Records.Target target) throws IOException {
        Path path = file(n, LOG);
        if (!Files.exists(path)) {
            boolean isNew = newest(SNAPSHOT) == 0 && newest(LOG) == 0;
            if (isNew) {
                return 0;
            }
            throw new DamagedLogException(path);
        }
        long whole = RecordFile.readAll(path, payload -> Records.decode(payload, target));
        long size = Files.size(path);
        if (whole < size && n < number) {
            throw new DamagedLogException(path, whole);
        }
        if (whole < size) {
            LOGGER.atWarn()
                    .addKeyValue("file", path)
                    .addKeyValue("bytes", size - whole)
                    .log(
                            "Cut a torn tail off the log of the Firestore server: a write that was killed half way, or the last"
                                    + " seconds before a power failure");
        }
        return whole;
    }

    /** Writes a commit so that it outlives this process. */
    void append(long commitMicros, List<Change> changes) throws IOException {
        long before = log.length();
        bytesSinceSnapshot += log.append(Records.encode(commitMicros, changes)) - before;
    }

    /**
     * Begins a new log and, in the background, a snapshot of what came before, when the logs are long enough.
     *
     * @param documents asked for all documents, at once, only when it is time
     */
    void compactWhenGrown(Supplier<List<StoredDocument>> documents, long commitMicros) {
        if (compacting || bytesSinceSnapshot < Math.max(MIN_BYTES_TO_COMPACT, 2 * snapshotBytes)) {
            return;
        }
        try {
            // Only the newest log may have a torn tail.
            log.sync();
            RecordFile next = RecordFile.create(file(number + 1, LOG));
            log.close();
            log = next;
            number++;
            bytesSinceSnapshot = 0;
        } catch (IOException e) {
            LOGGER.atWarn().setCause(e).log("The log cannot be compacted now");
            return;
        }
        compacting = true;
        List<StoredDocument> all = documents.get();
        long snapshot = number;
        compaction.execute(() -> writeSnapshot(snapshot, all, commitMicros));
    }

    private void writeSnapshot(long n, List<StoredDocument> documents, long commitMicros) {
        Path unfinished = file(n, UNFINISHED);
        try {
            try (RecordFile file = RecordFile.create(unfinished)) {
                for (int from = 0; from < documents.size(); from += DOCUMENTS_PER_RECORD) {
                    int to = Math.min(from + DOCUMENTS_PER_RECORD, documents.size());
                    file.append(Records.encodeSnapshot(commitMicros, documents.subList(from, to)));
                }
                if (documents.isEmpty()) {
                    file.append(Records.encodeSnapshot(commitMicros, documents));
                }
                file.sync();
                snapshotBytes = file.length();
            }
            Files.move(unfinished, file(n, SNAPSHOT), StandardCopyOption.ATOMIC_MOVE);
            deleteBefore(n);
            LOGGER.atInfo()
                    .addKeyValue("documents", documents.size())
                    .addKeyValue("bytes", snapshotBytes)
                    .log("Wrote a snapshot");
        } catch (IOException e) {
            LOGGER.atWarn().setCause(e).log("No snapshot could be written; the logs are kept");
        } finally {
            compacting = false;
        }
    }

    private void deleteBefore(long n) throws IOException {
        for (Path path : list()) {
            Long of = numberOf(path);
            if (of != null && (of < n || path.toString().endsWith(UNFINISHED))) {
                Files.deleteIfExists(path);
            }
        }
    }

    private long newest(String suffix) throws IOException {
        return list().stream()
                .filter(path -> path.toString().endsWith(suffix))
                .map(CommitLog::numberOf)
                .mapToLong(n -> n == null ? 0 : n)
                .max()
                .orElse(0);
    }

    private List<Path> list() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    private static @Nullable Long numberOf(Path path) {
        String name = path.getFileName().toString();
        return name.matches("[0-9]{8,}\\.(log|snapshot|tmp)")
                ? Long.valueOf(name.substring(0, name.indexOf('.')))
                : null;
    }

    private Path file(long n, String suffix) {
        return directory.resolve(String.format("%08d%s", n, suffix));
    }

    /** Waits for a snapshot that is being written, then lets go of the directory. */
    @Override
    public void close() throws IOException {
        compaction.shutdown();
        try {
            if (!compaction.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOGGER.atWarn().log("A snapshot is still being written; its logs are kept");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        log.close();
        lock.close();
    }
}

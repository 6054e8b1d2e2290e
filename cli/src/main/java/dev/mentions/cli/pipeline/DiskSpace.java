package dev.mentions.cli.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The room left for the data directory. The pipeline ends while there is enough for an orderly end: a broker that meets
 * a full disk ends its process, or fails in a memory access, and says neither where nor why.
 */
final class DiskSpace implements AutoCloseable {

    private static final long MIB = 1L << 20;

    /** Of which an orderly end takes a few MiB. */
    static final long MIN_FREE_BYTES = 32 * MIB;

    private static final Logger LOGGER = LoggerFactory.getLogger(DiskSpace.class);
    private static final long PERIOD_MILLIS = 500;

    private final Path directory;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "disk-space");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * @param directory made if it is missing
     */
    DiskSpace(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
    }

    /**
     * Checks it once.
     *
     * @throws PipelineStoppedException when there is too little
     */
    void check() throws IOException, PipelineStoppedException {
        if (free() < MIN_FREE_BYTES) {
            throw full(null);
        }
    }

    /** Checks it all the time until this is closed, and tells when there is too little. */
    void watch(Consumer<PipelineStoppedException> full) {
        ScheduledFuture<?> unused = watch.scheduleWithFixedDelay(
                () -> {
                    try {
                        check();
                    } catch (PipelineStoppedException e) {
                        full.accept(e);
                    } catch (IOException e) {
                        LOGGER.atWarn()
                                .addKeyValue("directory", directory)
                                .setCause(e)
                                .log("Cannot tell how much room is left");
                    }
                },
                PERIOD_MILLIS,
                PERIOD_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    /** Returns whether there is too little now. */
    boolean isFull() {
        try {
            return free() < MIN_FREE_BYTES;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Says what is wrong and what to do.
     *
     * @param cause what it has made fail; null when nothing has yet
     */
    PipelineStoppedException full(@Nullable Throwable cause) {
        long free = 0;
        try {
            free = free();
        } catch (IOException e) {
            LOGGER.atWarn().addKeyValue("directory", directory).setCause(e).log("Cannot tell how much room is left");
        }
        return new PipelineStoppedException(
                "The disk of " + directory.toAbsolutePath() + " is full: " + free / MIB + " MiB are free, and at least "
                        + MIN_FREE_BYTES / MIB
                        + " MiB are needed. Nothing that was accepted is lost. Free space on that"
                        + " disk, or move the directory to a larger one, and start again.",
                cause);
    }

    private long free() throws IOException {
        return Files.getFileStore(directory).getUsableSpace();
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }
}

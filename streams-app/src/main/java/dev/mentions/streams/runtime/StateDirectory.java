package dev.mentions.streams.runtime;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One application's part of the state directory, held by one process at a time. Stores that a process left open when it
 * died are removed, for Kafka Streams to restore them from their changelogs. It would find them out and restore them
 * itself, as exactly-once demands; but 4.3.1 then often loses track of a window segment it has opened, and that task
 * cannot run in this process any more.
 */
final class StateDirectory implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(StateDirectory.class);

    /** Holds one byte while stores are open, and nothing after an orderly end. */
    private static final String IN_USE = "mentions-in-use";

    /** As Kafka Streams names the directory of a task: its subtopology and its partition. */
    private static final Pattern TASK = Pattern.compile("\\d+_\\d+");

    private final Path directory;
    private final FileChannel inUse;

    private StateDirectory(Path directory, FileChannel inUse) {
        this.directory = directory;
        this.inUse = inUse;
    }

    /**
     * Takes the directory, which is made if it is missing.
     *
     * @param root the state directory of all applications
     * @throws IllegalStateException when another process has it
     * @throws IOException when it cannot be written, for example because the disk is full
     */
    static StateDirectory open(Path root, String applicationId) throws IOException {
        Path directory = Files.createDirectories(root.resolve(applicationId));
        FileChannel channel = FileChannel.open(
                directory.resolve(IN_USE),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        try {
            if (lock(channel) == null) {
                throw new IllegalStateException("Another process uses the state directory " + directory
                        + "; stop it, or give each instance a state.dir of its own");
            }
            if (channel.size() > 0) {
                LOGGER.atInfo()
                        .addKeyValue("applicationId", applicationId)
                        .log("The last run did not end in order; its stores are restored from their changelogs");
                removeTasks(directory);
            }
            channel.write(ByteBuffer.allocate(1), 0);
            return new StateDirectory(directory, channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Returns null when the lock is another's, of this process or of another one. */
    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static void removeTasks(Path directory) throws IOException {
        List<Path> tasks;
        try (Stream<Path> entries = Files.list(directory)) {
            tasks = entries.filter(entry ->
                            TASK.matcher(entry.getFileName().toString()).matches())
                    .toList();
        }
        for (Path task : tasks) {
            try (Stream<Path> files = Files.walk(task)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Removes all stores, none of which is open, for Kafka Streams to restore them from their changelogs. */
    void removeStores() throws IOException {
        removeTasks(directory);
    }

    Path path() {
        return directory;
    }

    /** Notes that all stores were closed in order. */
    void closedInOrder() throws IOException {
        inUse.truncate(0);
    }

    /** Lets go of the directory. */
    @Override
    public void close() throws IOException {
        inUse.close();
    }
}

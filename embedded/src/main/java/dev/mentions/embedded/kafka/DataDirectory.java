package dev.mentions.embedded.kafka;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/** A broker's directory, held by one process at a time. The operating system lets go of it when the process dies. */
final class DataDirectory implements AutoCloseable {

    private final Path directory;
    private final FileChannel lock;

    /**
     * Creates the directory if it is missing and takes it.
     *
     * @throws BrokerException when another broker has it
     */
    DataDirectory(Path directory) {
        this.directory = directory.toAbsolutePath();
        try {
            Files.createDirectories(this.directory);
            this.lock = lock(this.directory);
        } catch (IOException e) {
            throw new BrokerException("Cannot use " + directory + " for the broker's data", e);
        }
    }

    private static FileChannel lock(Path directory) throws IOException {
        FileChannel channel =
                FileChannel.open(directory.resolve("in-use.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            channel.close();
            throw new BrokerException("Another broker, of this process or another one, uses " + directory
                    + "; stop it or choose another directory");
        }
        return channel;
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    Path data() {
        return directory.resolve("data");
    }

    /** Returns the id of the cluster whose data stands in a directory, chosen at the first call for it. */
    static String clusterId(Path directory) {
        Path file = directory.resolve("cluster-id");
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(directory);
                // In one step, so that a crash cannot leave half an id.
                Path whole = Files.writeString(
                        directory.resolve("cluster-id.new"), Uuid.randomUuid().toString());
                Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new BrokerException("Cannot keep the cluster id in " + directory, e);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new BrokerException("Cannot let go of " + directory, e);
        }
    }
}

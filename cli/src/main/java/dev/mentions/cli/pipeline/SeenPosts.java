package dev.mentions.cli.pipeline;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the posts topic ended when it was last looked at, in a file of the data directory. A broker cuts damaged data off
 * a log without a word to anybody who reads it; a log that ends earlier than before has lost posts. Not thread-safe, but
 * for the thread that this has.
 */
final class SeenPosts implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(SeenPosts.class);

    private static final String FILE = "posts-seen.properties";
    private static final long PERIOD_SECONDS = 2;

    private final Path file;
    private final Admin admin;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "seen-posts");
        thread.setDaemon(true);
        return thread;
    });

    private SeenPosts(Path directory, Admin admin) {
        this.file = directory.resolve(FILE);
        this.admin = admin;
    }

    /** Returns which posts a data directory had once and has no more. */
    static List<LostPosts> lost(Path directory, StoredPosts stored) throws IOException {
        List<LostPosts> losses = new ArrayList<>();
        read(directory.resolve(FILE)).forEach((partition, seen) -> {
            long end = stored.ends().getOrDefault(partition, 0L);
            if (end < seen) {
                losses.add(new LostPosts(partition, end, seen));
            }
        });
        return losses;
    }

    /** Forgets what was seen: the posts that are there now are all that there are. */
    static void forget(Path directory) throws IOException {
        Files.deleteIfExists(directory.resolve(FILE));
    }

    /**
     * Notes the ends from now on, and for the last time when this is closed.
     *
     * @param admin is closed with this
     */
    static SeenPosts watch(Path directory, Admin admin) {
        SeenPosts seen = new SeenPosts(directory, admin);
        ScheduledFuture<?> unused =
                seen.watch.scheduleWithFixedDelay(seen::note, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
        return seen;
    }

    private void note() {
        try {
            write(StoredPosts.in(admin).ends());
        } catch (IOException | ExecutionException | TimeoutException e) {
            LOGGER.atWarn()
                    .addKeyValue("file", file)
                    .addKeyValue("cause", e.toString())
                    .log("Cannot note where the posts topic ends");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Map<Integer, Long> read(Path file) throws IOException {
        Map<Integer, Long> ends = new TreeMap<>();
        if (Files.exists(file)) {
            Properties properties = new Properties();
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            }
            for (String partition : properties.stringPropertyNames()) {
                try {
                    ends.put(Integer.valueOf(partition), Long.valueOf(properties.getProperty(partition)));
                } catch (NumberFormatException e) {
                    // What a power failure leaves of the file says nothing about the posts.
                    LOGGER.atWarn().addKeyValue("file", file).log("Left out a line that is no partition and offset");
                }
            }
        }
        return ends;
    }

    private void write(Map<Integer, Long> ends) throws IOException {
        Properties properties = new Properties();
        ends.forEach((partition, end) -> properties.setProperty(partition.toString(), end.toString()));
        Path whole = file.resolveSibling(FILE + ".new");
        try (Writer writer = Files.newBufferedWriter(whole)) {
            properties.store(writer, "Where the posts topic ended: offset by partition");
        }
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() {
        watch.shutdown();
        try {
            watch.awaitTermination(PERIOD_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        note();
        admin.close();
    }
}

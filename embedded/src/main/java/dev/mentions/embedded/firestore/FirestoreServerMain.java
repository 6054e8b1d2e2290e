package dev.mentions.embedded.firestore;

import dev.mentions.embedded.firestore.query.Indexes;
import dev.mentions.embedded.firestore.store.DamagedLogException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * Runs a {@link FirestoreServer} as a process of its own: {@code [--address ADDRESS] [--port N] [--dir DIRECTORY]
 * [--indexes FILE] [--project PROJECT]}. With a project, only its default database exists. Prints {@code ready ADDRESS:PORT}
 * on a line of its own once it answers, and runs until it is killed.
 */
public final class FirestoreServerMain {

    private static final int USAGE_ERROR = 2;
    private static final int START_ERROR = 1;

    private static final String DEFAULT_DATABASE = "(default)";
    private static final String AFTER_DAMAGE =
            "Restore the directory from a copy. Without one, remove the directory, start"
                    + " this server, and delete the consumer group of the stopped sink (kafka-consumer-groups.sh --delete --group"
                    + " mentions-sink): the sink then applies the whole counts topic again. Replays and promotions are lost.";

    private FirestoreServerMain() {}

    public static void main(String[] args) {
        int exit = run(args, System.out, System.err);
        if (exit != 0) {
            System.exit(exit);
        }
    }

    static int run(String[] args, PrintStream out, PrintStream err) {
        FirestoreServer.Builder builder = FirestoreServer.builder();
        try {
            configure(builder, args);
        } catch (IllegalArgumentException | IOException e) {
            err.println(e.getMessage());
            err.println("usage: [--address ADDRESS] [--port N] [--dir DIRECTORY] [--indexes FILE] [--project PROJECT]");
            return USAGE_ERROR;
        }
        try (FirestoreServer server = builder.start()) {
            CountDownLatch stopped = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server, stopped, err)));
            out.println("ready " + server.host());
            out.flush();
            stopped.await();
            return 0;
        } catch (DamagedLogException e) {
            err.println(e.getMessage() + ". " + AFTER_DAMAGE);
            return START_ERROR;
        } catch (IOException e) {
            err.println(e.getMessage());
            return START_ERROR;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return START_ERROR;
        }
    }

    private static void configure(FirestoreServer.Builder builder, String[] args) throws IOException {
        for (int i = 0; i < args.length; i += 2) {
            if (i + 1 == args.length) {
                throw new IllegalArgumentException(args[i] + " needs a value");
            }
            switch (args[i]) {
                case "--address" -> builder.address(args[i + 1]);
                case "--port" -> builder.port(Integer.parseInt(args[i + 1]));
                case "--dir" -> builder.directory(Path.of(args[i + 1]));
                case "--indexes" -> builder.indexes(indexes(args[i + 1]));
                case "--project" -> builder.only(args[i + 1], DEFAULT_DATABASE);
                default -> throw new IllegalArgumentException("unknown option " + args[i]);
            }
        }
    }

    private static Indexes indexes(String file) throws IOException {
        try {
            return Indexes.read(Path.of(file));
        } catch (IOException e) {
            throw new IOException(
                    "--indexes is " + file + ", which cannot be read as a firestore.indexes.json: " + e.getMessage()
                            + ". Name a file that firebase deploy takes.",
                    e);
        }
    }

    private static void close(FirestoreServer server, CountDownLatch stopped, PrintStream err) {
        try {
            server.close();
        } catch (IOException e) {
            err.println(e.getMessage());
        }
        stopped.countDown();
    }
}

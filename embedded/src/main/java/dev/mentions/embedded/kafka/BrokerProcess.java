package dev.mentions.embedded.kafka;

import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A broker in a JVM of its own, which can be killed as a power cut would, and started again on the same directory and
 * port. It ends with this process, however that ends. For one thread at a time.
 */
public final class BrokerProcess implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Path directory;
    private final NodeSettings settings;
    private @Nullable Process process;
    private CompletableFuture<Void> ready = new CompletableFuture<>();

    BrokerProcess(Path directory, NodeSettings settings) {
        this.directory = requireNonNull(directory, "directory");
        this.settings = requireNonNull(settings, "settings");
    }

    /**
     * Starts a broker of one node and returns once clients can use it.
     *
     * @param directory of its data and its log, {@code broker.log}; made if it is missing
     * @param port for clients, on the loopback address; 0 picks a free one
     */
    public static BrokerProcess start(Path directory, int port) {
        var free = LoopbackPorts.free(2);
        Path absolute = directory.toAbsolutePath();
        BrokerProcess broker = new BrokerProcess(
                absolute,
                new NodeSettings(
                        DataDirectory.clusterId(absolute),
                        1,
                        absolute.resolve("data"),
                        port == 0 ? free.get(1) : port,
                        free.subList(0, 1)));
        broker.start();
        return broker;
    }

    /** Returns where clients connect to, the same after each start. */
    public String bootstrapServers() {
        return NodeSettings.HOST + ":" + settings.port();
    }

    public boolean isRunning() {
        return process != null && process.isAlive();
    }

    /** Starts it again after {@link #kill()} or {@link #stop()}, and returns once clients can use it. */
    public void start() {
        launch();
        awaitReady();
    }

    /** Starts it without waiting: a node of a cluster needs a majority of the others first. */
    void launch() {
        if (isRunning()) {
            throw new IllegalStateException("broker " + settings.nodeId() + " runs already");
        }
        try {
            Files.createDirectories(directory);
            Process child = new ProcessBuilder(command())
                    .redirectError(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
            process = child;
            ready = new CompletableFuture<>();
            follow(child, ready);
        } catch (IOException e) {
            throw new BrokerException("Cannot start a broker in " + directory, e);
        }
    }

    void awaitReady() {
        try {
            ready.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
            throw new BrokerException("Interrupted while a broker started", e);
        } catch (ExecutionException | TimeoutException e) {
            kill();
            throw new BrokerException(
                    "Broker " + settings.nodeId() + " did not start within " + LIMIT.toSeconds() + " s, see " + log(),
                    e);
        }
    }

    /** Ends it with SIGKILL, at once: nothing is flushed, nothing is said to clients. */
    public void kill() {
        if (process != null) {
            await(process.destroyForcibly(), "kill");
        }
    }

    /** Ends it with SIGTERM: it closes its log and tells clients. */
    public void stop() {
        if (process != null) {
            process.destroy();
            await(process, "stop");
        }
    }

    /** Freezes it with SIGSTOP: its connections stay open and nothing answers. */
    public void pause() {
        signal("-STOP");
    }

    /** Lets it go on after {@link #pause()}. */
    public void resume() {
        signal("-CONT");
    }

    /** Kills it: what it has acknowledged is in its directory. */
    @Override
    public void close() {
        kill();
    }

    private void signal(String signal) {
        Process running = requireNonNull(process, "not started");
        try {
            await(new ProcessBuilder("kill", signal, Long.toString(running.pid())).start(), signal);
        } catch (IOException e) {
            throw new BrokerException("Cannot send " + signal + " to a broker", e);
        }
    }

    private static void await(Process ending, String what) {
        try {
            if (!ending.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new BrokerException("A broker did not " + what + " within " + LIMIT.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerException("Interrupted while a broker had to " + what, e);
        }
    }

    private Path log() {
        return directory.resolve("broker.log");
    }

    private List<String> command() throws IOException {
        // A class path can be longer than a command line may be.
        Path classPath = directory.resolve("class-path.args");
        String quoted =
                System.getProperty("java.class.path").replace("\\", "\\\\").replace("\"", "\\\"");
        Files.writeString(classPath, "-cp \"" + quoted + "\"");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "@" + classPath,
                BrokerMain.class.getName()));
        command.addAll(BrokerMain.arguments(directory, settings));
        return command;
    }

    /** Reads what the child says for as long as it lives, so that it never waits for a full pipe. */
    private static void follow(Process child, CompletableFuture<Void> ready) {
        Thread reader = new Thread(
                () -> {
                    try (BufferedReader lines = child.inputReader()) {
                        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                            if (line.equals(BrokerMain.READY)) {
                                ready.complete(null);
                            }
                        }
                    } catch (IOException e) {
                        // A killed child's pipe breaks; that it ended is told below.
                    }
                    ready.completeExceptionally(new BrokerException("it ended"));
                },
                "broker-output");
        reader.setDaemon(true);
        reader.start();
    }
}

package dev.mentions.embedded.process;

import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A Java program in a JVM of its own, on this JVM's class path: it can be killed as a power cut would, frozen, and
 * started again. It ends with this process, however that ends; one that is frozen then, once somebody thaws it. For one
 * thread at a time.
 */
public final class ChildJvm implements AutoCloseable {

    private static final Duration SIGNAL_LIMIT = Duration.ofSeconds(60);

    private final String name;
    private final Path directory;
    private final Builder settings;
    private @Nullable Process process;
    private CompletableFuture<String> ready = new CompletableFuture<>();

    private ChildJvm(Builder settings) {
        this.name = settings.name;
        this.directory = settings.directory;
        this.settings = settings;
    }

    /**
     * Begins to describe a child.
     *
     * @param name for messages, and of its log in the directory: {@code NAME.log}
     * @param directory made if it is missing
     * @param main the class whose {@code main} it runs
     */
    public static Builder builder(String name, Path directory, Class<?> main) {
        return new Builder(name, directory, main);
    }

    /** Describes a child. Not thread-safe. */
    public static final class Builder {

        private final String name;
        private final Path directory;
        private final Class<?> main;
        private List<String> arguments = List.of();
        private List<String> options = List.of();
        private final Map<String, String> environment = new HashMap<>();
        private List<String> prefix = List.of();
        private Predicate<String> ready = line -> false;

        private Builder(String name, Path directory, Class<?> main) {
            this.name = requireNonNull(name, "name");
            this.directory = requireNonNull(directory, "directory").toAbsolutePath();
            this.main = requireNonNull(main, "main");
        }

        /** Sets what the main gets. */
        public Builder arguments(List<String> arguments) {
            this.arguments = List.copyOf(arguments);
            return this;
        }

        /** Sets the JVM's own options, for example {@code -Xmx256m}, besides those that make it start fast. */
        public Builder options(List<String> options) {
            this.options = List.copyOf(options);
            return this;
        }

        /** Sets a command that runs it, for example in a namespace. It has to become it ({@code exec}). */
        public Builder prefix(List<String> command) {
            this.prefix = List.copyOf(command);
            return this;
        }

        /** Adds a variable to this process's own. */
        public Builder environment(String variable, String value) {
            environment.put(variable, value);
            return this;
        }

        /** Sets the line on its standard output by which it says that it can be used. */
        public Builder readyWhen(Predicate<String> line) {
            this.ready = line;
            return this;
        }

        public ChildJvm build() {
            return new ChildJvm(this);
        }
    }

    /**
     * Starts it, also after it has ended, without waiting until it can be used.
     *
     * @throws IllegalStateException when it runs
     */
    public void launch() {
        if (isRunning()) {
            throw new IllegalStateException(name + " runs already");
        }
        try {
            Files.createDirectories(directory);
            ProcessBuilder builder =
                    new ProcessBuilder(command()).redirectError(ProcessBuilder.Redirect.appendTo(log().toFile()));
            builder.environment().putAll(settings.environment);
            Process child = builder.start();
            process = child;
            ready = new CompletableFuture<>();
            follow(child, ready);
        } catch (IOException e) {
            throw new ChildJvmException("Cannot start " + name + " in " + directory, e);
        }
    }

    /** Waits for the line that says that it can be used, and returns it; kills it when it does not come in time. */
    public String awaitReady(Duration limit) {
        try {
            return ready.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
            throw new ChildJvmException("Interrupted while " + name + " started", e);
        } catch (ExecutionException | TimeoutException e) {
            kill();
            throw new ChildJvmException(name + " did not start within " + limit.toSeconds() + " s, see " + log(), e);
        }
    }

    public boolean isRunning() {
        return process != null && process.isAlive();
    }

    /** Returns its process id, while it runs. */
    public long pid() {
        return requireNonNull(process, "not started").pid();
    }

    /** Returns how it ended: its exit code, or 128 and the signal's number. Empty while it runs or was never started. */
    public OptionalInt exitCode() {
        return process == null || process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
    }

    /** Waits until it ends by itself; returns false when that takes longer. */
    public boolean awaitEnd(Duration limit) throws InterruptedException {
        return process == null || process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Ends it with SIGKILL, at once: nothing is flushed, nothing is said to anybody. */
    public void kill() {
        if (process != null) {
            await(process.destroyForcibly(), "kill");
        }
    }

    /** Ends it with SIGTERM and waits until it has stopped in its own order. */
    public void terminate() {
        if (process != null) {
            process.destroy();
            await(process, "stop");
        }
    }

    /** Freezes it with SIGSTOP: its connections stay open and nothing answers. */
    public void freeze() {
        signal("-STOP");
    }

    /** Lets it go on after {@link #freeze()}. */
    public void thaw() {
        signal("-CONT");
    }

    /** Returns what it writes to standard error, of all its starts. */
    public Path log() {
        return directory.resolve(name + ".log");
    }

    /** Kills it. */
    @Override
    public void close() {
        kill();
    }

    private void signal(String signal) {
        try {
            await(new ProcessBuilder("kill", signal, Long.toString(pid())).start(), signal);
        } catch (IOException e) {
            throw new ChildJvmException("Cannot send " + signal + " to " + name, e);
        }
    }

    private void await(Process ending, String what) {
        try {
            if (!ending.waitFor(SIGNAL_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new ChildJvmException(
                        name + " did not " + what + " within " + SIGNAL_LIMIT.toSeconds() + " s, see " + log());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChildJvmException("Interrupted while " + name + " had to " + what, e);
        }
    }

    private List<String> command() throws IOException {
        // A class path can be longer than a command line may be.
        Path classPath = directory.resolve(name + ".class-path.args");
        String quoted =
                System.getProperty("java.class.path").replace("\\", "\\\\").replace("\"", "\\\"");
        Files.writeString(classPath, "-cp \"" + quoted + "\"");
        List<String> command = new ArrayList<>(settings.prefix);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError"));
        command.addAll(settings.options);
        command.add("@" + classPath);
        command.add(ChildMain.class.getName());
        command.addAll(ChildMain.arguments(settings.main, settings.arguments));
        return command;
    }

    /** Reads what the child says for as long as it lives, so that it never waits for a full pipe. */
    private void follow(Process child, CompletableFuture<String> said) {
        Thread reader = new Thread(
                () -> {
                    try (BufferedReader lines = child.inputReader()) {
                        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                            if (settings.ready.test(line)) {
                                said.complete(line);
                            }
                        }
                    } catch (IOException e) {
                        // A killed child's pipe breaks; that it ended is told below.
                    }
                    said.completeExceptionally(new ChildJvmException(name + " ended"));
                },
                name + "-output");
        reader.setDaemon(true);
        reader.start();
    }
}

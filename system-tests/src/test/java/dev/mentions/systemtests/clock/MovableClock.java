package dev.mentions.systemtests.clock;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;

/**
 * The wall clock of one process, which keeps what it is set to when the process is started again. Its monotonic clock is
 * left alone, as by a clock that NTP steps. Thread-safe.
 */
public final class MovableClock {

    private final Path file;
    private final Path agent;

    private MovableClock(Path file, Path agent) {
        this.file = file;
        this.agent = agent;
    }

    /**
     * Makes a clock that shows the true time.
     *
     * @param directory for what the clock needs
     * @param name of the process
     */
    public static MovableClock create(Path directory, String name) throws IOException {
        Path absolute = directory.toAbsolutePath();
        MovableClock clock = new MovableClock(absolute.resolve(name + ".clock"), ClockAgent.writeJar(absolute, name));
        clock.set(Duration.ZERO);
        return clock;
    }

    /** Returns the JVM options that give a process this clock. */
    public List<String> options() {
        return List.of("-javaagent:" + agent + "=" + file);
    }

    /**
     * Sets the clock, at once.
     *
     * @param ahead of the true time; negative for behind it
     */
    public void set(Duration ahead) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(Long.BYTES).putLong(0, ahead.toMillis()), 0);
        }
    }
}

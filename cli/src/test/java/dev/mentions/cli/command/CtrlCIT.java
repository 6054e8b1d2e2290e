package dev.mentions.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C where only a person sees it: on a terminal, while a bar moves. */
class CtrlCIT {

    private static final char CTRL_C = 3;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** On a pseudo-terminal, as util-linux' {@code script} gives one to a command. */
    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "script and env have other options elsewhere")
    void shouldStopInOrder(@TempDir Path directory) throws Exception {
        assumeThat(Path.of("/usr/bin/script"))
                .as("this machine has util-linux' script, which gives a command a terminal")
                .isExecutable();
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path arguments = Files.writeString(
                directory.resolve("arguments"),
                "-cp \"" + System.getProperty("java.class.path") + "\" " + Working.class.getName());
        // A build in the background has its processes ignore the signal, and their children.
        String command = "exec env --default-signal=INT,HUP " + java + " @" + arguments;
        Process process = new ProcessBuilder(
                        "/usr/bin/script",
                        "-qec",
                        command,
                        directory.resolve("log").toString())
                .redirectErrorStream(true)
                .start();
        // Ends the reading below, should nothing come.
        CompletableFuture.delayedExecutor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                .execute(process::destroyForcibly);
        try (BufferedReader screen = process.inputReader(UTF_8)) {
            assertThat(readUntil(screen, "begun")).anyMatch(line -> line.contains("on a terminal"));

            process.getOutputStream().write(CTRL_C);
            process.getOutputStream().flush();

            assertThat(readUntil(screen, "stopped")).containsSubsequence("closed", "stopped");
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    /** Returns the lines up to one that ends so, or to the end. */
    private static List<String> readUntil(BufferedReader screen, String end) throws IOException {
        List<String> lines = new ArrayList<>();
        String line;
        do {
            line = screen.readLine();
            if (line != null) {
                lines.add(line.strip());
            }
        } while (line != null && !line.strip().endsWith(end));
        return lines;
    }

    /** A command at work. */
    static final class Working {

        private Working() {}

        @SuppressWarnings("SystemConsoleNull")
        public static void main(String[] arguments) throws Exception {
            PrintWriter err = new PrintWriter(System.err, true, UTF_8);
            CountDownLatch end = new CountDownLatch(1);
            try (OrderlyStop stop = OrderlyStop.install(err)) {
                stop.owns(() -> err.println("closed"));
                if (System.console() != null) {
                    err.println("on a terminal");
                }
                try (ProgressBar bar = ProgressBars.show(
                        new ProgressBarBuilder().setTaskName("work").setInitialMax(100), err)) {
                    bar.stepTo(40);
                    bar.refresh();
                    err.println("\nbegun");
                    end.await();
                }
            }
        }
    }
}

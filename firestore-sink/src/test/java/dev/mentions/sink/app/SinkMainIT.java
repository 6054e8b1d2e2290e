package dev.mentions.sink.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sink as a process that cannot start, in the words of its last line and its exit code. */
class SinkMainIT {

    @TempDir
    private Path directory;

    private record Ended(int exitCode, String said) {}

    @Test
    void shouldExitWith2WhenNobodySaysThatTheEmulatorIsMeant() throws Exception {
        Ended ended = run(Map.of("FIRESTORE_EMULATOR_HOST", "127.0.0.1:1", "MENTIONS_FIRESTORE_PROJECT", "news"));

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.said())
                .startsWith("firestore-sink: FIRESTORE_EMULATOR_HOST is set")
                .contains("MENTIONS_FIRESTORE_EMULATOR_HOST", "local=true")
                .doesNotContain("Exception");
    }

    @Test
    void shouldExitWith2WhenThereIsNoProject() throws Exception {
        Ended ended = run(Map.of());

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.said())
                .startsWith("firestore-sink: firestore.project (MENTIONS_FIRESTORE_PROJECT) is required");
    }

    @Test
    void shouldExitWith2AtAKafkaSettingThatKafkaRefuses() throws Exception {
        Ended ended = run(Map.of(
                "MENTIONS_FIRESTORE_EMULATOR_HOST", "127.0.0.1:1", "MENTIONS_KAFKA_SECURITY_PROTOCOL", "SASL_SLS"));

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.said()).contains("firestore-sink: Kafka refuses a setting", "security.protocol", "SASL_SLS");
    }

    private Ended run(Map<String, String> environment) throws Exception {
        File output = directory.resolve("output").toFile();
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SinkMain.class.getName()))
                .redirectErrorStream(true)
                .redirectOutput(output);
        builder.environment().keySet().removeIf(name -> name.startsWith("MENTIONS_") || name.startsWith("FIRESTORE_"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return new Ended(process.exitValue(), Files.readString(output.toPath()));
        } finally {
            process.destroyForcibly();
        }
    }
}

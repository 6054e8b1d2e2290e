package dev.mentions.embedded.firestore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirestoreServerMainTest {

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... args) {
        PrintStream out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        return FirestoreServerMain.run(args, out, new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @Test
    void shouldNotStartWithIndexesThatItCannotRead() throws Exception {
        Path missing = directory.resolve("missing.json");
        Path broken = Files.writeString(directory.resolve("broken.json"), "{ \"indexes\": [ ");

        assertThat(run("--indexes", missing.toString())).isEqualTo(2);
        assertThat(run("--indexes", broken.toString())).isEqualTo(2);

        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("--indexes is " + missing + ", which cannot be read as a firestore.indexes.json: ")
                .contains("--indexes is " + broken + ", which cannot be read as a firestore.indexes.json: ")
                .contains(". Name a file that firebase deploy takes.")
                .contains("usage: [--address ADDRESS] [--port N] [--dir DIRECTORY] [--indexes FILE]");
    }
}

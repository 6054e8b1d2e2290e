package dev.mentions.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mentions.cli.archive.Archive;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinksOutTest {

    @TempDir
    private Path folder;

    @TempDir
    private Path elsewhere;

    @BeforeEach
    void writeTarget() throws IOException {
        Files.writeString(elsewhere.resolve("x.jsonl"), "{}");
    }

    @Test
    void shouldNameTheLinksThatWereNotFollowedOnALine() throws IOException {
        Files.writeString(folder.resolve("in.jsonl"), "{}");
        Files.createSymbolicLink(folder.resolve("also-in.jsonl"), Path.of("in.jsonl"));
        Files.createSymbolicLink(folder.resolve("notes.txt"), elsewhere.resolve("x.jsonl"));
        Files.createSymbolicLink(folder.resolve("a\u001b.jsonl"), elsewhere.resolve("x.jsonl"));
        Files.createSymbolicLink(folder.resolve("b"), elsewhere);
        Files.createSymbolicLink(folder.resolve("c.csv"), Path.of("none.csv"));

        assertThat(told())
                .isEqualTo("load: links that lead out of the folder, or nowhere, were not followed: " + folder
                        + "/a\uFFFD.jsonl, " + folder + "/b, " + folder
                        + "/c.csv. To read what one points to, give that as FILE\n");
    }

    @Test
    void shouldCountLinksBeyondTheFirst() throws IOException {
        Files.writeString(folder.resolve("in.jsonl"), "{}");
        for (int i = 0; i < 9; i++) {
            Files.createSymbolicLink(folder.resolve(i + ".jsonl"), elsewhere.resolve("x.jsonl"));
        }

        assertThat(told()).contains("/4.jsonl and 4 more. To read").doesNotContain("/5.jsonl");
    }

    @Test
    void shouldSayNothingWithoutSuchLinks() throws IOException {
        Files.writeString(folder.resolve("in.jsonl"), "{}");

        assertThat(told()).isEmpty();
    }

    @Test
    void shouldSayWhyNothingIsLeft() throws IOException {
        Files.createSymbolicLink(folder.resolve("a.jsonl"), elsewhere.resolve("x.jsonl"));

        assertThatThrownBy(this::told)
                .hasMessage(folder + ": expected .csv, .jsonl, .ndjson or .json, plain or with .gz or .zst, or a folder"
                        + " of such; links that lead out of the folder are not followed");
    }

    private String told() throws IOException {
        StringWriter err = new StringWriter();
        try (Archive archive = Archive.open(folder)) {
            LinksOut.tell(archive, "load", new PrintWriter(err));
        }
        return err.toString();
    }
}

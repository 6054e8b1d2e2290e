package dev.mentions.cli.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"a.jsonl", "a.ndjson", "a.json", "a.jsonl.gz", "a.jsonl.zst", "A.JSONL.GZ"})
    void shouldReadAnObjectALine(String name) throws IOException {
        write(name, "{\"id\":1}\r\n\n{\"id\":2}");

        assertThat(rows(folder.resolve(name))).containsExactly("1:{\"id\":1}", "3:{\"id\":2}");
    }

    @Test
    void shouldReadCsvColumnsAsFields() throws IOException {
        write("a.csv", "\uFEFF,ID,Publication,content\n0,7,The Times,\"One, \"\"two\"\"\nthree\"\n1,8,Le Monde,Été\n");

        assertThat(rows(folder.resolve("a.csv")))
                .containsExactly(
                        "2:{\"id\":\"7\",\"publication\":\"The Times\",\"content\":\"One, \\\"two\\\"\\nthree\"}",
                        "4:{\"id\":\"8\",\"publication\":\"Le Monde\",\"content\":\"Été\"}");
    }

    @Test
    void shouldStopAtABrokenQuoteAndSaySo() throws IOException {
        write("a.csv", "publication,content\nP,fine\nP,\"broken\" quote\nP,fine\n");

        assertThat(rows(folder.resolve("a.csv")))
                .containsExactly(
                        "2:{\"publication\":\"P\",\"content\":\"fine\"}",
                        "3:! a quote is not closed, or stands where none may; the rest of this file was not read");
    }

    @Test
    void shouldNotHoldARowWhoseQuoteIsNeverClosed() throws IOException {
        write("a.csv", "publication,content\nP,\"" + "word ".repeat(RowReader.MAX_ROW / 2));

        try (Archive archive = Archive.open(folder)) {
            assertThat(archive.next()).isInstanceOf(Row.Broken.class);
            assertThat(archive.bytesRead()).isBetween((long) RowReader.MAX_ROW, RowReader.MAX_ROW * 2L);
            assertThat(archive.next()).isNull();
        }
    }

    @Test
    void shouldNameTheColumnsThatAreMissing() throws IOException {
        write("a.csv", "id,text\n1,x\n");

        assertThat(rows(folder.resolve("a.csv")))
                .containsExactly("1:! the header has no column content and publication; it has id, text");
    }

    @Test
    void shouldReportALineThatIsTooLongAndGoOn() throws IOException {
        write("a.jsonl", "x".repeat(RowReader.MAX_ROW + 1) + "\n{\"id\":2}\n");

        assertThat(rows(folder.resolve("a.jsonl")))
                .containsExactly("1:! the line is longer than 16777216 bytes", "2:{\"id\":2}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.csv", "a.jsonl"})
    void shouldFindNothingInAnEmptyFile(String name) throws IOException {
        write(name, "");

        assertThat(rows(folder.resolve(name))).isEmpty();
    }

    @Test
    void shouldReadAFolderInTheOrderOfNames() throws IOException {
        write("b.jsonl", "{\"id\":2}");
        write("a.csv", "publication,content\nP,C");
        write("notes.txt", "not an archive");

        assertThat(rows(folder)).containsExactly("2:{\"publication\":\"P\",\"content\":\"C\"}", "1:{\"id\":2}");
    }

    @Test
    void shouldNotFollowLinksOutOfTheFolder(@TempDir Path elsewhere) throws IOException {
        write("b.jsonl", "{\"id\":2}");
        Files.writeString(elsewhere.resolve("secret.jsonl"), "{\"id\":9}");
        Files.createSymbolicLink(folder.resolve("a.jsonl"), elsewhere.resolve("secret.jsonl"));
        Files.createSymbolicLink(folder.resolve("c"), elsewhere);

        assertThat(rows(folder)).containsExactly("1:{\"id\":2}");
    }

    @Test
    void shouldFollowLinksWithinTheFolderAndOneThatIsGiven(@TempDir Path elsewhere) throws IOException {
        write("b.jsonl", "{\"id\":2}");
        Files.createSymbolicLink(folder.resolve("a.jsonl"), Path.of("b.jsonl"));
        Path toFolder = Files.createSymbolicLink(elsewhere.resolve("folder"), folder);
        Path toFile = Files.createSymbolicLink(elsewhere.resolve("file.jsonl"), folder.resolve("b.jsonl"));

        assertThat(rows(toFolder)).containsExactly("1:{\"id\":2}", "1:{\"id\":2}");
        assertThat(rows(toFile)).containsExactly("1:{\"id\":2}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-32"})
    void shouldReportAFileInAnotherEncoding(String charset) throws IOException {
        Files.writeString(folder.resolve("a.jsonl"), "{\"id\":1}", Charset.forName(charset));

        assertThat(rows(folder)).containsExactly("1:! the line is in UTF-16 or UTF-32; convert the file to UTF-8");
    }

    @Test
    void shouldReportAFileThatIsCutOffAndGoOnWithTheNext() throws IOException {
        write("a.jsonl.gz", "{\"id\":1}\n".repeat(1000));
        byte[] whole = Files.readAllBytes(folder.resolve("a.jsonl.gz"));
        Files.write(folder.resolve("a.jsonl.gz"), Arrays.copyOf(whole, whole.length / 2));
        write("b.jsonl", "{\"id\":2}");

        List<String> rows = rows(folder);

        assertThat(rows).last().isEqualTo("1:{\"id\":2}");
        assertThat(rows).anySatisfy(row -> assertThat(row).contains("! ").endsWith("was not read"));
    }

    @Test
    void shouldSayWhatItExpects() {
        assertThatThrownBy(() -> Archive.open(folder.resolve("none.csv"))).hasMessageContaining("does not exist");
        assertThatThrownBy(() -> Archive.open(folder)).hasMessageContaining("expected .csv, .jsonl");
    }

    @Test
    void shouldHaveReadAllBytesAtTheEnd() throws IOException {
        write("a.jsonl.gz", "{\"id\":1}\n".repeat(1000));

        try (Archive archive = Archive.open(folder)) {
            while (archive.next() != null) {
                assertThat(archive.bytesRead()).isPositive();
            }
            assertThat(archive.bytesRead()).isEqualTo(archive.bytes());
        }
    }

    private void write(String name, String text) throws IOException {
        try (OutputStream file = Files.newOutputStream(folder.resolve(name));
                OutputStream out = name.toLowerCase(Locale.ROOT).endsWith(".gz")
                        ? new GZIPOutputStream(file)
                        : name.endsWith(".zst") ? new ZstdOutputStream(file) : file) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static List<String> rows(Path path) throws IOException {
        List<String> rows = new ArrayList<>();
        try (Archive archive = Archive.open(path)) {
            for (Row row = archive.next(); row != null; row = archive.next()) {
                String text = row instanceof Row.Json readable
                        ? new String(readable.json(), StandardCharsets.UTF_8).strip()
                        : "! " + ((Row.Broken) row).reason();
                rows.add(row.position().line() + ":" + text);
            }
        }
        return rows;
    }
}

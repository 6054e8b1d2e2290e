package dev.mentions.cli.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever stands in a file, it gives rows, readable or broken, and comes to its end. */
class AnyArchiveTest {

    /** More rows than any of the small files can have. */
    private static final int MANY = 10_000;

    private static final byte[] NDJSON = "{\"id\":1,\"content\":\"é\\n\"}\r\n\n{\"id\":2}\nno json\n".getBytes(UTF_8);
    private static final byte[] CSV =
            "id,publication,content\r\n1,P,\"a \"\"b\"\"\nc\"\n2,Q,\"d,e\"\n3,R,é\n".getBytes(UTF_8);

    private static Path folder;

    @BeforeContainer
    static void make() throws IOException {
        folder = Files.createTempDirectory("any-archive");
    }

    @AfterContainer
    static void delete() throws IOException {
        Files.delete(folder);
    }

    @Property(tries = 600)
    void shouldComeToTheEndOfAnyFile(@ForAll("names") String name, @ForAll("contents") byte[] content)
            throws IOException {
        assertReadable(name, content);
    }

    @Property(tries = 400)
    void shouldComeToTheEndOfAnyFileThatWasPacked(
            @ForAll("packedNames") String name, @ForAll("contents") byte[] content) throws IOException {
        assertReadable(name, packed(name, content));
    }

    @Property(tries = 400)
    void shouldComeToTheEndOfAPackedFileThatWasDamaged(
            @ForAll("packedNames") String name, @ForAll("edits") List<Edit> edits) throws IOException {
        byte[] content = name.startsWith("a.csv") ? CSV : NDJSON;
        assertReadable(name, edited(packed(name, content), edits));
    }

    @Property(tries = 300)
    void shouldReadEveryRowBeforeTheDamageOfALine(@ForAll byte[] middle) throws IOException {
        byte[] line = "{\"id\":\"first\"}\n".getBytes(UTF_8);
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes(line);
        content.writeBytes(middle);
        content.write('\n');
        content.writeBytes(line);

        List<Row> rows = rows("a.jsonl", content.toByteArray());

        assertThat(json(rows.get(0))).isEqualTo(new String(line, UTF_8).strip());
        assertThat(json(rows.get(rows.size() - 1))).isEqualTo(new String(line, UTF_8).strip());
    }

    /** A few kilobytes that unpack to half a gigabyte without a line's end. */
    @Example
    void shouldHoldNothingOfALineThatIsLongerThanAnyPost() throws IOException {
        for (String name : List.of("a.jsonl.gz", "a.jsonl.zst", "a.csv.gz", "a.csv.zst")) {
            Path file = folder.resolve(name);
            try (OutputStream out = packer(name, Files.newOutputStream(file))) {
                out.write("publication,content\n".getBytes(UTF_8));
                byte[] chunk = new byte[1 << 20];
                Arrays.fill(chunk, (byte) 'x');
                for (int i = 0; i < 512; i++) {
                    out.write(chunk);
                }
            }
            try (Archive archive = Archive.open(file)) {
                List<Row> rows = new ArrayList<>();
                for (Row row = archive.next(); row != null; row = archive.next()) {
                    rows.add(row);
                }
                assertThat(rows).last().isInstanceOf(Row.Broken.class);
            } finally {
                Files.delete(file);
            }
        }
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.of("a.jsonl", "a.csv", "a.jsonl.gz", "a.csv.gz", "a.jsonl.zst", "a.csv.zst");
    }

    @Provide
    Arbitrary<String> packedNames() {
        return names().filter(name -> name.endsWith(".gz") || name.endsWith(".zst"));
    }

    @Provide
    Arbitrary<byte[]> contents() {
        return Arbitraries.oneOf(
                Arbitraries.bytes().array(byte[].class).ofMaxSize(300),
                Combinators.combine(Arbitraries.of(NDJSON, CSV), edits()).as(AnyArchiveTest::edited));
    }

    @Provide
    Arbitrary<List<Edit>> edits() {
        Arbitrary<byte[]> other = Arbitraries.oneOf(
                Arbitraries.of("", "\"", "\"\"", "\n", "\r", "\r\n", ",", "\u0000", "\uFEFF", "\\", "{", "\u2028")
                        .map(text -> text.getBytes(UTF_8)),
                Arbitraries.bytes().array(byte[].class).ofMaxSize(4));
        return Combinators.combine(
                        Arbitraries.doubles().between(0, 1),
                        Arbitraries.integers().between(0, 30),
                        other)
                .as(Edit::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Edit(double place, int length, byte[] by) {

        byte[] of(byte[] bytes) {
            int from = (int) (place * bytes.length);
            int to = Math.min(from + length, bytes.length);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(bytes, 0, from);
            out.writeBytes(by);
            out.write(bytes, to, bytes.length - to);
            return out.toByteArray();
        }
    }

    private static byte[] edited(byte[] content, List<Edit> edits) {
        byte[] bytes = content;
        for (Edit edit : edits) {
            bytes = edit.of(bytes);
        }
        return bytes;
    }

    private static byte[] packed(String name, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = packer(name, bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    private static OutputStream packer(String name, OutputStream to) throws IOException {
        return name.endsWith(".gz") ? new GZIPOutputStream(to) : new ZstdOutputStream(to);
    }

    private static void assertReadable(String name, byte[] content) throws IOException {
        List<Row> rows = rows(name, content);

        assertThat(rows).allSatisfy(row -> {
            assertThat(row.position().line()).isPositive();
            if (row instanceof Row.Json readable && name.startsWith("a.csv")) {
                assertThat(new JsonMapper().readTree(readable.json()).isObject())
                        .isTrue();
            }
        });
    }

    private static List<Row> rows(String name, byte[] content) throws IOException {
        Path file = folder.resolve(name);
        Files.write(file, content);
        List<Row> rows = new ArrayList<>();
        try (Archive archive = Archive.open(file)) {
            for (Row row = archive.next(); row != null; row = archive.next()) {
                rows.add(row);
                assertThat(rows).hasSizeLessThan(MANY);
            }
            assertThat(archive.next()).isNull();
        } finally {
            Files.delete(file);
        }
        return rows;
    }

    private static String json(Row row) {
        assertThat(row).isInstanceOf(Row.Json.class);
        return new String(((Row.Json) row).json(), UTF_8).strip();
    }
}

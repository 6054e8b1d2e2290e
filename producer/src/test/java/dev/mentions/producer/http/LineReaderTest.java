package dev.mentions.producer.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LineReaderTest {

    private static final String TOO_LONG = "<too long>";

    @Property(tries = 2_000)
    void shouldSplitAsAPlainSplitDoesHoweverTheBytesArrive(
            @ForAll("texts") String text,
            @ForAll @IntRange(min = 1, max = 12) int maxLength,
            @ForAll @IntRange(min = 1, max = 9) int chunk)
            throws IOException {
        List<String> expected = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
        if (expected.get(expected.size() - 1).isEmpty()) {
            expected.remove(expected.size() - 1);
        }
        expected.replaceAll(line -> line.length() > maxLength ? TOO_LONG : line);

        assertThat(lines(new LineReader(new Chunks(text, chunk), maxLength))).isEqualTo(expected);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of('a', 'b', '\n').list().ofMaxSize(60).map(characters -> {
            StringBuilder text = new StringBuilder();
            characters.forEach(text::append);
            return text.toString();
        });
    }

    @Test
    void shouldNeverHoldMoreThanTheLongestLineThatIsTaken() throws IOException {
        int maxLength = 1024 * 1024;
        String text = "x".repeat(50 * maxLength) + "\nshort\n";
        LineReader reader = new LineReader(new ByteArrayInputStream(text.getBytes(ISO_8859_1)), maxLength);

        assertThat(reader.advance()).isTrue();
        assertThat(reader.tooLong()).isTrue();
        assertThat(reader.buffer()).hasSizeLessThanOrEqualTo(maxLength + 1);
        assertThat(lines(reader)).containsExactly("short");
    }

    private static List<String> lines(LineReader reader) throws IOException {
        List<String> lines = new ArrayList<>();
        while (reader.advance()) {
            lines.add(
                    reader.tooLong()
                            ? TOO_LONG
                            : new String(reader.buffer(), reader.offset(), reader.length(), ISO_8859_1));
        }
        return lines;
    }

    /** Gives a few bytes at a time, as a network does. */
    private static final class Chunks extends InputStream {

        private final ByteArrayInputStream all;
        private final int size;

        Chunks(String text, int size) {
            this.all = new ByteArrayInputStream(text.getBytes(ISO_8859_1));
            this.size = size;
        }

        @Override
        public int read() {
            return all.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return all.read(target, offset, Math.min(size, length));
        }
    }
}

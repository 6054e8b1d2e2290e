package dev.mentions.generations.counts;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mentions.contract.EntityKind;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One count in canonical form. {@code count} and {@code export} both print these, so that equal counts are equal bytes.
 *
 * @param publication publication key
 * @param kind what is counted
 * @param entity entity key, empty for articles
 * @param window start of the window, or null in a total
 * @param count how often, over all time or in that window
 */
public record CountLine(
        String publication,
        EntityKind kind,
        String entity,
        @Nullable Instant window,
        long count) {

    /** By publication, kind, entity and window, text as its UTF-8 bytes: the order of {@code LC_ALL=C sort}. */
    public static final Comparator<CountLine> ORDER = Comparator.comparing(CountLine::publication, CountLine::bytewise)
            .thenComparing(line -> line.kind().spelling())
            .thenComparing(CountLine::entity, CountLine::bytewise)
            .thenComparing(CountLine::window, Comparator.nullsFirst(Comparator.naturalOrder()));

    /** Characters beyond the basic plane as themselves, as others are. */
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    /** Writes lines as NDJSON in the order given. The stream is flushed and left open. */
    public static void write(Stream<CountLine> lines, OutputStream out) throws IOException {
        try (JsonGenerator json = MAPPER.getFactory().createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.setRootValueSeparator(null);
            lines.forEachOrdered(line -> line.writeTo(json));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        out.flush();
    }

    private void writeTo(JsonGenerator json) {
        try {
            json.writeStartObject();
            json.writeStringField("publication", publication);
            json.writeStringField("kind", kind.spelling());
            json.writeStringField("entity", entity);
            if (window != null) {
                json.writeStringField("window", window.toString());
            }
            json.writeNumberField("count", count);
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int bytewise(String a, String b) {
        return Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8));
    }
}

package dev.mentions.generations.counts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mentions.contract.EntityKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CountLineTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    @Test
    void shouldWriteTheCanonicalForm() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        CountLine.write(
                Stream.of(
                        new CountLine("le \"monde\"", EntityKind.ARTICLE, "", null, 3),
                        new CountLine("le monde", EntityKind.PERSON, "zoë 😀", NOON, 2)),
                out);

        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("{\"publication\":\"le \\\"monde\\\"\",\"kind\":\"article\",\"entity\":\"\",\"count\":3}\n"
                        + "{\"publication\":\"le monde\",\"kind\":\"person\",\"entity\":\"zoë 😀\","
                        + "\"window\":\"2026-11-20T12:00:00Z\",\"count\":2}\n");
    }

    @Test
    void shouldSortByPublicationThenKindThenBytesOfTheEntityThenWindow() {
        List<CountLine> sorted = List.of(
                line("a", EntityKind.ARTICLE, "", null),
                line("a", EntityKind.LOCATION, "z", null),
                line("a", EntityKind.PERSON, "a", NOON),
                line("a", EntityKind.PERSON, "a", NOON.plusSeconds(1)),
                // U+FF21 has a greater UTF-16 unit than U+1F600 has, and fewer bytes.
                line("a", EntityKind.PERSON, "\uFF21", null),
                line("a", EntityKind.PERSON, "\uD83D\uDE00", null),
                line("b", EntityKind.ARTICLE, "", null));

        assertThat(sorted.stream().sorted(CountLine.ORDER.reversed()).sorted(CountLine.ORDER))
                .containsExactlyElementsOf(sorted);
    }

    private static CountLine line(String publication, EntityKind kind, String entity, @Nullable Instant window) {
        return new CountLine(publication, kind, entity, window, 1);
    }
}

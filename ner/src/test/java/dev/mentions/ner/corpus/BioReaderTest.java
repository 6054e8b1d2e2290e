package dev.mentions.ner.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mentions.ner.extract.EntityType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BioReaderTest {

    @TempDir
    private Path folder;

    @Test
    void shouldReadNamesSentencesAndDocuments() throws IOException {
        Path file = write("Ada\tB-person\nLovelace\tI-person\nRome\tB-location\n,\tO\n\n\n"
                + "-DOCSTART- two\n\nHall\tB-organization\r\nMay\tB-person\n\nHall\tO");

        assertThat(BioReader.read(file))
                .containsExactly(
                        new LabelledSentence(
                                List.of("Ada", "Lovelace", "Rome", ","),
                                List.of(new NameSpan(0, 2, EntityType.PERSON), new NameSpan(2, 3, EntityType.LOCATION)),
                                true),
                        new LabelledSentence(
                                List.of("Hall", "May"),
                                List.of(
                                        new NameSpan(0, 1, EntityType.ORGANIZATION),
                                        new NameSpan(1, 2, EntityType.PERSON)),
                                true),
                        new LabelledSentence(List.of("Hall"), List.of(), false));
    }

    @Test
    void shouldTakeEverySentenceForADocumentWhereNoneIsMarked() throws IOException {
        assertThat(BioReader.read(write("a\tO\n\nb\tO\n")))
                .extracting(LabelledSentence::startsDocument)
                .containsExactly(true, true);
    }

    @ParameterizedTest
    @CsvSource({
        "a, 'expected a token, one tab and a tag'",
        "a O, 'expected a token, one tab and a tag'",
        "'\tO', 'expected a token, one tab and a tag'",
        "'a\tO\tO', 'expected a token, one tab and a tag'",
        "'a\tX', 'the tag is not O, B-<type> or I-<type>'",
        "'a\tB-animal', 'the tag''s type is not person, organization, location or misc'",
        "'a\tI-person', 'an I- tag continues no name of its type'",
        "'a\tB-person\nb\tI-misc', 'an I- tag continues no name of its type'",
        "'a\tB-person\n\nb\tI-person', 'an I- tag continues no name of its type'"
    })
    void shouldNameFileAndLineOfAFault(String lines, String fault) throws IOException {
        Path file = write("x\tO\n" + lines + "\n");
        long line = 1 + lines.lines().count();

        assertThatThrownBy(() -> BioReader.read(file))
                .isInstanceOf(BioFormatException.class)
                .hasMessage(file + ", line " + line + ": " + fault);
    }

    @Test
    void shouldSayThatAFileIsNotUtf8() throws IOException {
        Path file = Files.write(folder.resolve("latin.bio"), "é\tO\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> BioReader.read(file))
                .isInstanceOf(BioFormatException.class)
                .hasMessageContaining("latin.bio")
                .hasMessageContaining("UTF-8");
    }

    @Test
    void shouldSayThatThereIsNoFile() {
        assertThatThrownBy(() -> BioReader.read(folder.resolve("none.bio"))).isInstanceOf(NoSuchFileException.class);
    }

    private Path write(String lines) throws IOException {
        return Files.writeString(folder.resolve("sample.bio"), lines);
    }
}

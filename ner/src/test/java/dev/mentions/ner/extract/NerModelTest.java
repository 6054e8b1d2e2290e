package dev.mentions.ner.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import opennlp.tools.namefind.NameFinderME;
import opennlp.tools.util.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NerModelTest {

    private static final String TEXT = "Yesterday Angela Merkel flew to Berlin.";

    @TempDir
    private Path folder;

    @Test
    void shouldWriteWhatItWasLoadedFrom() throws IOException {
        Path first = folder.resolve("first.bin");
        Path second = folder.resolve("second.bin");

        NerModel.bundled().write(first);
        NerModel.load(first).write(second);

        assertThat(second).hasSameBinaryContentAs(first);
        assertThat(NerModel.load(second).newExtractor().extract(TEXT))
                .isEqualTo(NerModel.bundled().newExtractor().extract(TEXT))
                .isNotEmpty();
    }

    @Test
    void shouldGiveOpenNlpsForm() throws IOException {
        Span[] names = new NameFinderME(NerModel.bundled().names())
                .find(new String[] {"Yesterday", "Angela", "Merkel", "flew", "to", "Berlin", "."});

        assertThat(names).containsExactly(new Span(1, 3, "person"), new Span(5, 6, "location"));
    }

    @Test
    void shouldSayWhyAFileIsNotLoaded() throws IOException {
        Path missing = folder.resolve("missing.bin");
        Path cut = folder.resolve("cut.bin");
        NerModel.bundled().write(cut);
        Files.write(cut, Arrays.copyOf(Files.readAllBytes(cut), 100_000));

        assertThatThrownBy(() -> NerModel.load(missing))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("missing.bin");
        assertThatThrownBy(() -> NerModel.load(cut))
                .isInstanceOf(IOException.class)
                .hasMessage("The name-finder model ends too early");
    }
}

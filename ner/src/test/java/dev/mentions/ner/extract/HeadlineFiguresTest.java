package dev.mentions.ner.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.mentions.ner.corpus.CorpusPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HeadlineFiguresTest {

    private static final Path HERE = Path.of("").toAbsolutePath();

    @Test
    void shouldGainWhatTheDocumentSays() throws IOException {
        Path corpora = Stream.iterate(HERE, folder -> folder != null, Path::getParent)
                .map(folder -> folder.resolve("shared/corpora"))
                .filter(Files::exists)
                .findFirst()
                .orElseGet(() -> abort("SKIPPED: no shared/corpora in any folder above " + HERE
                        + ", so case restoring was not measured"));

        HeadlineFigures figures =
                HeadlineFigures.of(CorpusPart.whole("gum_news.derived.bio").read(corpora));

        assertThat(figures.plainRestored()).isGreaterThan(figures.plain() - 0.5);
        assertThat(figures.upperRestored()).isGreaterThan(figures.upper() + 10);
        assertThat(figures.titleRestored()).isGreaterThan(figures.title() + 2);
    }
}

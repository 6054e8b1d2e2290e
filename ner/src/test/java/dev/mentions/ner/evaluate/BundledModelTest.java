package dev.mentions.ner.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.mentions.ner.corpus.CorpusPart;
import dev.mentions.ner.extract.NerModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The committed model has the figures that its card says it has. */
class BundledModelTest {

    private static final Path HERE = Path.of("").toAbsolutePath();

    static Stream<CorpusPart> measuredParts() {
        return Stream.concat(CorpusPart.DEVELOPMENT.stream(), CorpusPart.OPEN_TEST.stream());
    }

    @ParameterizedTest
    @MethodSource("measuredParts")
    void shouldReachTheFiguresOnItsCard(CorpusPart part) throws IOException {
        Path corpora = above("shared/corpora")
                .orElseGet(() -> abort("SKIPPED: no shared/corpora in any folder above " + HERE
                        + ", so the bundled model was not measured"));

        EvaluationReport report = new Evaluator(NerModel.bundled()).evaluate(part.name(), part.read(corpora));

        assertThat(100 * report.f1()).isCloseTo(figureOnCard(part), within(0.1));
    }

    private static double figureOnCard(CorpusPart part) throws IOException {
        List<String> card = Files.readAllLines(above("docs/MODEL_CARD.md").orElseThrow());
        String row = card.stream()
                .filter(line -> line.startsWith("| " + part.name() + " |"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("docs/MODEL_CARD.md has no row for " + part.name()));
        return Double.parseDouble(row.split("\\|")[4].strip());
    }

    private static Optional<Path> above(String path) {
        return Stream.iterate(HERE, folder -> folder != null, Path::getParent)
                .map(folder -> folder.resolve(path))
                .filter(Files::exists)
                .findFirst();
    }
}

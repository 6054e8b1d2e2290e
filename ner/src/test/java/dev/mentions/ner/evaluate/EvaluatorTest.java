package dev.mentions.ner.evaluate;

import static dev.mentions.ner.extract.EntityType.LOCATION;
import static dev.mentions.ner.extract.EntityType.MISC;
import static dev.mentions.ner.extract.EntityType.ORGANIZATION;
import static dev.mentions.ner.extract.EntityType.PERSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mentions.ner.corpus.BioFormatException;
import dev.mentions.ner.corpus.LabelledSentence;
import dev.mentions.ner.corpus.NameSpan;
import dev.mentions.ner.extract.NerModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluatorTest {

    private static final List<String> TOKENS = List.of("a", "b", "c", "d", "e");

    @TempDir
    private Path folder;

    @Test
    void shouldCountExactSpansOfTheRightType() {
        List<LabelledSentence> gold = List.of(
                new LabelledSentence(
                        TOKENS, List.of(new NameSpan(0, 2, PERSON), new NameSpan(3, 4, ORGANIZATION)), true),
                new LabelledSentence(TOKENS, List.of(new NameSpan(0, 1, PERSON), new NameSpan(2, 4, MISC)), true));
        List<List<NameSpan>> found = List.of(
                List.of(new NameSpan(0, 2, PERSON), new NameSpan(3, 4, LOCATION)),
                List.of(new NameSpan(0, 2, PERSON), new NameSpan(2, 4, MISC)));

        Map<String, TypeScore> perType = Evaluator.score(gold, found);

        assertThat(perType.keySet()).containsExactly("person", "organization", "location", "misc");
        assertThat(perType)
                .containsEntry("person", new TypeScore(1, 2, 2, 0.5))
                .containsEntry("organization", new TypeScore(0, 0, 1, 0))
                .containsEntry("location", new TypeScore(0, 1, 0, 0))
                .containsEntry("misc", new TypeScore(1, 1, 1, 1));
    }

    @Test
    void shouldLeaveMiscOutOfTheWhole() {
        EvaluationReport report = EvaluationReport.of(
                "f", Map.of("person", TypeScore.of(3, 4, 6), "misc", TypeScore.of(100, 100, 100)), 1);

        assertThat(report.overall()).isEqualTo(new TypeScore(3, 4, 6, 0.6));
        assertThat(report.f1()).isEqualTo(0.6);
        assertThat(report.overall().precision()).isCloseTo(0.75, within(1e-12));
        assertThat(report.overall().recall()).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void shouldMeasureABioFile() throws IOException {
        Path file = Files.writeString(
                folder.resolve("two.bio"),
                "Angela\tB-person\nMerkel\tI-person\nvisited\tO\nBerlin\tB-location\n.\tO\n");

        EvaluationReport report = new Evaluator(NerModel.bundled()).evaluate(file);

        assertThat(report.file()).isEqualTo(file.toString());
        assertThat(report.f1()).isEqualTo(1);
        assertThat(report.perType().get("person")).isEqualTo(new TypeScore(1, 1, 1, 1));
        assertThat(report.tokensPerSecond()).isPositive();
    }

    @Test
    void shouldNameTheFaultyLine() throws IOException {
        Path file = Files.writeString(folder.resolve("bad.bio"), "Ada\tB-person\nLovelace I-person\n");

        assertThatThrownBy(() -> new Evaluator(NerModel.bundled()).evaluate(file))
                .isInstanceOf(BioFormatException.class)
                .hasMessageContaining(file + ", line 2");
    }
}

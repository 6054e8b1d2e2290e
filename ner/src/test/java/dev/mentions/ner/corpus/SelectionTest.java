package dev.mentions.ner.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SelectionTest {

    private static final List<LabelledSentence> FOUR_DOCUMENTS = Stream.of("a1", "a2", "b1", "c1", "c2", "d1")
            .map(token -> new LabelledSentence(List.of(token), List.of(), token.endsWith("1")))
            .toList();

    @Test
    void shouldPartDocuments() {
        assertThat(tokens(Selection.ODD_DOCUMENTS, FOUR_DOCUMENTS)).containsExactly("a1", "a2", "c1", "c2");
        assertThat(tokens(Selection.EVEN_DOCUMENTS, FOUR_DOCUMENTS)).containsExactly("b1", "d1");
        assertThat(Selection.ALL.of(FOUR_DOCUMENTS)).isEqualTo(FOUR_DOCUMENTS);
    }

    @Test
    void shouldKeepBackTheLastSentences() {
        List<LabelledSentence> sentences = IntStream.range(0, 2_003)
                .mapToObj(i -> new LabelledSentence(List.of("s" + i), List.of(), true))
                .toList();

        assertThat(tokens(Selection.ALL_BUT_LAST_2000, sentences)).containsExactly("s0", "s1", "s2");
        assertThat(tokens(Selection.LAST_2000, sentences)).hasSize(2_000).startsWith("s3");
        assertThat(Selection.ALL_BUT_LAST_2000.of(FOUR_DOCUMENTS)).isEmpty();
        assertThat(Selection.LAST_2000.of(FOUR_DOCUMENTS)).isEqualTo(FOUR_DOCUMENTS);
    }

    @Test
    void shouldNeverTrainOnWhatIsMeasured() {
        Stream<CorpusPart> measured = Stream.concat(CorpusPart.DEVELOPMENT.stream(), CorpusPart.OPEN_TEST.stream());

        List<CorpusPart> training = Stream.concat(CorpusPart.GOLD.stream(), CorpusPart.SILVER.stream())
                .toList();

        assertThat(measured)
                .doesNotContainAnyElementsOf(training)
                .filteredOn(part -> part.selection() != Selection.LAST_2000)
                .extracting(CorpusPart::file)
                .doesNotContainAnyElementsOf(
                        training.stream().map(CorpusPart::file).toList());
    }

    private static List<String> tokens(Selection selection, List<LabelledSentence> sentences) {
        return selection.of(sentences).stream()
                .map(sentence -> sentence.tokens().get(0))
                .toList();
    }
}

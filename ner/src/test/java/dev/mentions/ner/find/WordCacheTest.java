package dev.mentions.ner.find;

import static dev.mentions.ner.find.StockEqualityTest.names;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.mentions.ner.extract.NerModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import opennlp.tools.util.Span;
import org.junit.jupiter.api.Test;

/** What a finder keeps of words decides only its speed. */
class WordCacheTest {

    private static final Tokens SENTENCE = Tokens.of(List.of(
            "Yesterday",
            "Angela",
            "Merkel",
            "flew",
            "from",
            "Berlin",
            "to",
            "New",
            "York",
            ",",
            "Jordan",
            "said",
            "."));

    private final NameFinder finder = NerModel.bundled().newNameFinder();

    @Test
    void shouldFindTheSameAfterMoreWordsThanItKeeps() {
        List<Span> expected = names(finder.find(SENTENCE));
        assertThat(expected).isNotEmpty();

        for (int round = 0; round < 60; round++) {
            int first = round * 1_000;
            finder.find(Tokens.of(IntStream.range(first, first + 1_000)
                    .mapToObj(i -> "word" + i)
                    .toList()));
            finder.startDocument();

            assertThat(names(finder.find(SENTENCE))).isEqualTo(expected);
        }
    }

    @Test
    void shouldRememberADocumentOfMoreWordsThanItKeeps() {
        List<List<Span>> found = new ArrayList<>();
        for (NameFinder any : List.of(finder, NerModel.bundled().newNameFinder())) {
            any.startDocument();
            any.find(SENTENCE);
            // The one finder throws the words away in between, the other keeps them.
            int words = any == finder ? 3 * WordCache.MAX_WORDS : 1;
            for (int i = 0; i < words; i++) {
                any.find(Tokens.of(List.of("word" + i)));
            }
            found.add(names(any.find(Tokens.of(List.of("Jordan", "met", "Merkel", "in", "York")))));
        }

        assertThat(found.get(0)).isEqualTo(found.get(1));
    }

    @Test
    void shouldTakeSentencesAndWordsOfAnyLength() {
        List<Span> expected = names(finder.find(SENTENCE));
        List<String> words = IntStream.range(0, 3_000).mapToObj(i -> "w" + i).toList();

        assertTimeoutPreemptively(Duration.ofMinutes(1), () -> finder.find(Tokens.of(words)));
        assertTimeoutPreemptively(
                Duration.ofMinutes(1), () -> finder.find(Tokens.of(List.of("\uD83D".repeat(300_000)))));

        finder.startDocument();
        assertThat(names(finder.find(SENTENCE))).isEqualTo(expected);
    }
}

package dev.mentions.ner.train;

import dev.mentions.ner.corpus.LabelledSentence;
import dev.mentions.ner.corpus.NameSpan;
import dev.mentions.ner.extract.EntityType;
import dev.mentions.ner.extract.NerModel;
import dev.mentions.ner.find.NameFinder;
import dev.mentions.ner.find.Tokens;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntPredicate;

/**
 * Tells which sentences that a program labelled can be trusted: those where a model that has not seen them finds the same
 * names. Each sentence is checked by a model of all folds but its own.
 */
final class SilverCheck {

    /** So many sentences in a row are of one fold: neighbours are often of one article, which a model knows by heart. */
    private static final int RUN = 100;

    private final int folds;

    SilverCheck(int folds) {
        this.folds = folds;
    }

    /**
     * Returns, for each sentence, whether it is confirmed.
     *
     * @param trained makes a model of those sentences whose index it is told to take
     */
    boolean[] confirmed(List<LabelledSentence> sentences, Function<IntPredicate, NerModel> trained) {
        boolean[] confirmed = new boolean[sentences.size()];
        for (int fold = 0; fold < folds; fold++) {
            int checked = fold;
            NameFinder finder = trained.apply(index -> fold(index) != checked).newNameFinder();
            for (int index = 0; index < confirmed.length; index++) {
                if (fold(index) == checked) {
                    finder.startDocument();
                    confirmed[index] = found(sentences.get(index), finder)
                            .equals(sentences.get(index).names());
                }
            }
        }
        return confirmed;
    }

    private int fold(int index) {
        return index / RUN % folds;
    }

    private static List<NameSpan> found(LabelledSentence sentence, NameFinder finder) {
        List<NameSpan> names = new ArrayList<>();
        Arrays.stream(finder.find(Tokens.of(sentence.tokens())).toSpans())
                .forEach(span -> EntityType.ofLabel(span.getType())
                        .ifPresent(type -> names.add(new NameSpan(span.getStart(), span.getEnd(), type))));
        return names;
    }
}

package dev.mentions.ner.corpus;

import java.util.List;

/**
 * A sentence with the names that annotators found.
 *
 * @param names in order, not overlapping
 * @param startsDocument whether nothing may be carried over from the sentence before
 */
public record LabelledSentence(List<String> tokens, List<NameSpan> names, boolean startsDocument) {

    public LabelledSentence {
        tokens = List.copyOf(tokens);
        names = List.copyOf(names);
    }
}

package dev.mentions.ner.corpus;

import java.util.ArrayList;
import java.util.List;

/** Which sentences of a labelled file are meant. */
public enum Selection {
    ALL,
    /** The first document, the third, and so on. */
    ODD_DOCUMENTS,
    /** The second document, the fourth, and so on. */
    EVEN_DOCUMENTS,
    ALL_BUT_LAST_2000,
    LAST_2000;

    private static final int KEPT_BACK = 2_000;

    /** Returns the sentences meant, in the order given. */
    public List<LabelledSentence> of(List<LabelledSentence> sentences) {
        int kept = Math.max(0, sentences.size() - KEPT_BACK);
        return switch (this) {
            case ALL -> sentences;
            case ODD_DOCUMENTS -> everySecondDocument(sentences, 1);
            case EVEN_DOCUMENTS -> everySecondDocument(sentences, 0);
            case ALL_BUT_LAST_2000 -> sentences.subList(0, kept);
            case LAST_2000 -> sentences.subList(kept, sentences.size());
        };
    }

    private static List<LabelledSentence> everySecondDocument(List<LabelledSentence> sentences, int remainder) {
        List<LabelledSentence> selected = new ArrayList<>();
        int document = 0;
        for (LabelledSentence sentence : sentences) {
            if (sentence.startsDocument()) {
                document++;
            }
            if (document % 2 == remainder) {
                selected.add(sentence);
            }
        }
        return selected;
    }
}

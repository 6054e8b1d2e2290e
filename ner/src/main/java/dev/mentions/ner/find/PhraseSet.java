package dev.mentions.ner.find;

import java.util.ArrayList;
import java.util.List;
import opennlp.tools.dictionary.Dictionary;
import opennlp.tools.util.StringList;
import opennlp.tools.util.StringUtil;

/** A dictionary's entries and how they start, by the hashes of their words. Immutable. */
final class PhraseSet {

    /** No entry starts like this. */
    static final int NONE = LongTable.ABSENT;

    /** An entry starts like this, and none is this. */
    static final int START = 0;

    static final int ENTRY = 1;

    /** What {@link #step} goes on from at the first word. */
    static final long EMPTY = 0x1F83D9ABFB41BD6BL;

    private final LongTable states;
    private final int symbol;

    PhraseSet(Dictionary dictionary, TextHash hash) {
        this.symbol = dictionary.isCaseSensitive() ? FeaturePlan.WORD : FeaturePlan.LOWER;
        List<List<Long>> phrases = new ArrayList<>();
        int size = 0;
        for (StringList entry : dictionary) {
            List<Long> phrase = new ArrayList<>(entry.size());
            long state = EMPTY;
            for (String word : entry) {
                state = step(state, hash.of(dictionary.isCaseSensitive() ? word : StringUtil.toLowerCase(word)));
                phrase.add(state);
            }
            phrases.add(phrase);
            size += phrase.size();
        }
        this.states = new LongTable(size);
        for (List<Long> phrase : phrases) {
            for (int i = 0; i < phrase.size() - 1; i++) {
                if (states.get(phrase.get(i)) != ENTRY) {
                    states.put(phrase.get(i), START);
                }
            }
            states.put(phrase.get(phrase.size() - 1), ENTRY);
        }
    }

    /** Returns which of a word's symbols it is compared by. */
    int symbol() {
        return symbol;
    }

    /** Returns what stands for some words and the one after them. */
    static long step(long state, long word) {
        long mixed = (state ^ word) * 0x9E3779B97F4A7C15L;
        return (mixed ^ (mixed >>> 29)) * 0xBF58476D1CE4E5B9L + 1;
    }

    /** Returns {@link #NONE}, {@link #START} or {@link #ENTRY}. */
    int get(long state) {
        return states.get(state);
    }
}

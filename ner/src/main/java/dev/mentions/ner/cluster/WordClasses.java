package dev.mentions.ner.cluster;

import java.util.LinkedHashMap;
import java.util.Map;

/** Groups words that stand in the same places. The same text gives the same groups. */
public final class WordClasses {

    private static final int CONTEXT_WORDS = 10_000;

    private static final int DIMENSIONS = 100;

    private static final long SEED = 1;

    /** Rarer words say too little of their places to shape a group; they are only put into one. */
    private static final int SHAPING_WORDS = 60_000;

    private static final int ROUNDS = 15;

    private final WordSequence text;
    private final float[][] vectors;

    private WordClasses(WordSequence text, float[][] vectors) {
        this.text = text;
        this.vectors = vectors;
    }

    /** Learns where a text's words stand. With 60 million words it takes a minute and 5 GB of memory. */
    public static WordClasses of(WordSequence text) {
        return new WordClasses(text, WordVectors.of(ContextCounts.of(text, CONTEXT_WORDS), DIMENSIONS, SEED));
    }

    /** Returns each word's group, from 0 to {@code count - 1}; the commonest words come first. */
    public Map<String, Integer> groups(int count) {
        int[] groups = KMeans.groups(vectors, WordSequence.FIRST_WORD, SHAPING_WORDS, count, ROUNDS);
        Map<String, Integer> byWord = new LinkedHashMap<>();
        for (int word = WordSequence.FIRST_WORD; word < text.size(); word++) {
            byWord.put(text.word(word), groups[word]);
        }
        return byWord;
    }
}

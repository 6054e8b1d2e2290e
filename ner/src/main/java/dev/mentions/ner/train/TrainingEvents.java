package dev.mentions.ner.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every token's features and right outcome, as numbers. Add all sentences, then cut once. For one thread. */
final class TrainingEvents {

    private final Map<String, Integer> features = new HashMap<>();
    private final Map<String, Integer> outcomes = new LinkedHashMap<>();
    private final List<Sentence> sentences = new ArrayList<>();
    private int[] occurrences = new int[1 << 16];

    /** A sentence's tokens: each one's features and outcome, as indexes into the names. */
    static final class Sentence {
        final int[][] features;
        final int[] outcomes;

        /** How often it stands in a pass. */
        final int times;

        private Sentence(int[][] features, int[] outcomes, int times) {
            this.features = features;
            this.outcomes = outcomes;
            this.times = times;
        }
    }

    /**
     * Adds a sentence.
     *
     * @param features of each token
     * @param outcomes of each token
     * @param times how often it stands in a pass; the cutoff counts it once
     */
    void add(String[][] features, String[] outcomes, int times) {
        int[][] featureIndexes = new int[features.length][];
        int[] outcomeIndexes = new int[outcomes.length];
        for (int token = 0; token < features.length; token++) {
            featureIndexes[token] =
                    Arrays.stream(features[token]).mapToInt(this::occurrence).toArray();
            outcomeIndexes[token] = this.outcomes.computeIfAbsent(outcomes[token], name -> this.outcomes.size());
        }
        sentences.add(new Sentence(featureIndexes, outcomeIndexes, times));
    }

    String[] outcomeNames() {
        return outcomes.keySet().toArray(String[]::new);
    }

    /** Drops the features that occur less than {@code cutoff} times, and returns the names of the others. */
    String[] cut(int cutoff) {
        int[] kept = new int[features.size()];
        int size = 0;
        for (int i = 0; i < kept.length; i++) {
            kept[i] = occurrences[i] >= cutoff ? size++ : -1;
        }
        String[] names = new String[size];
        features.forEach((name, index) -> {
            if (kept[index] >= 0) {
                names[kept[index]] = name;
            }
        });
        features.clear();
        for (Sentence sentence : sentences) {
            for (int token = 0; token < sentence.features.length; token++) {
                sentence.features[token] = Arrays.stream(sentence.features[token])
                        .map(index -> kept[index])
                        .filter(index -> index >= 0)
                        .toArray();
            }
        }
        return names;
    }

    List<Sentence> sentences() {
        return sentences;
    }

    private int occurrence(String feature) {
        int index = features.computeIfAbsent(feature, name -> features.size());
        if (index == occurrences.length) {
            occurrences = Arrays.copyOf(occurrences, 2 * index);
        }
        occurrences[index]++;
        return index;
    }
}

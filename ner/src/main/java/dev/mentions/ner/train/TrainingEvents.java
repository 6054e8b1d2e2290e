package dev.mentions.ner.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import opennlp.tools.util.featuregen.FeatureGeneratorUtil;

/** Features and outcomes as numbers, from 0 in the order in which they are first met. For one thread. */
final class TrainingEvents {

    /** How many features a token has of the outcomes before it: those that OpenNLP's name finder adds to all others. */
    static final int HISTORY_FEATURES = 4;

    private final Map<String, Integer> features = new HashMap<>();
    private final Map<String, Integer> outcomes = new HashMap<>();
    private final List<String> outcomeNames = new ArrayList<>();

    /** A sentence's tokens, each with its class, its features but those of earlier outcomes, and its right outcome. */
    static final class Sentence {
        private final String[] tokens;
        private final String[] classes;
        private final int[][] features;
        private final int[] outcomes;

        private Sentence(String[] tokens, String[] classes, int[][] features, int[] outcomes) {
            this.tokens = tokens;
            this.classes = classes;
            this.features = features;
            this.outcomes = outcomes;
        }

        int[] features(int token) {
            return features[token];
        }

        int outcome(int token) {
            return outcomes[token];
        }

        int size() {
            return tokens.length;
        }
    }

    /**
     * Returns a sentence as numbers.
     *
     * @param features of each token, those of earlier outcomes left out
     * @param outcomes of each token
     */
    Sentence sentence(String[] tokens, String[][] features, String[] outcomes) {
        return new Sentence(
                tokens,
                Arrays.stream(tokens).map(FeatureGeneratorUtil::tokenFeature).toArray(String[]::new),
                Arrays.stream(features)
                        .map(names ->
                                Arrays.stream(names).mapToInt(this::feature).toArray())
                        .toArray(int[][]::new),
                Arrays.stream(outcomes).mapToInt(this::outcome).toArray());
    }

    /** Writes the features that a token has after two outcomes, which in decoding are the model's own. */
    void history(Sentence sentence, int token, int previous, int beforePrevious, int[] history) {
        String po = outcomeNames.get(previous);
        history[0] = feature("po=" + po);
        history[1] = feature("pow=" + po + "," + sentence.tokens[token]);
        history[2] = feature("powf=" + po + "," + sentence.classes[token]);
        history[3] = feature("ppo=" + outcomeNames.get(beforePrevious));
    }

    /** Returns the number of an outcome. */
    int outcome(String name) {
        return outcomes.computeIfAbsent(name, added -> {
            outcomeNames.add(added);
            return outcomes.size();
        });
    }

    String[] outcomeNames() {
        return outcomeNames.toArray(String[]::new);
    }

    String[] featureNames() {
        String[] names = new String[features.size()];
        features.forEach((name, number) -> names[number] = name);
        return names;
    }

    private int feature(String name) {
        return features.computeIfAbsent(name, added -> features.size());
    }
}

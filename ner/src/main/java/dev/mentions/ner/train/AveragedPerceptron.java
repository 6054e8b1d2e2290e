package dev.mentions.ner.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import opennlp.tools.ml.model.Context;
import opennlp.tools.ml.perceptron.PerceptronModel;

/**
 * Learns the weights of an OpenNLP perceptron model. Differs from OpenNLP's own trainer in two ways that its figures
 * show: sentences come in another order in every pass, and weights are averaged over every token seen, not over the ends
 * of passes, which would favour what comes last.
 */
final class AveragedPerceptron {

    private final String[] features;
    private final String[] outcomes;

    /** A weight for each feature and outcome, feature by feature. */
    private final float[] weights;

    /** Every change of a weight, times the tokens seen before it: what averaging takes off the final weight. */
    private final double[] early;

    private final double[] scores;
    private long seen;

    AveragedPerceptron(String[] features, String[] outcomes) {
        this.features = features;
        this.outcomes = outcomes;
        this.weights = new float[Math.multiplyExact(features.length, outcomes.length)];
        this.early = new double[weights.length];
        this.scores = new double[outcomes.length];
    }

    PerceptronModel train(List<TrainingEvents.Sentence> sentences, int passes, long seed, TrainingListener listener) {
        Random random = new Random(seed);
        List<TrainingEvents.Sentence> order = new ArrayList<>();
        for (TrainingEvents.Sentence sentence : sentences) {
            order.addAll(Collections.nCopies(sentence.times, sentence));
        }
        for (int pass = 1; pass <= passes; pass++) {
            Collections.shuffle(order, random);
            long right = 0;
            long tokens = 0;
            for (TrainingEvents.Sentence sentence : order) {
                for (int token = 0; token < sentence.outcomes.length; token++) {
                    if (learn(sentence.features[token], sentence.outcomes[token])) {
                        right++;
                    }
                }
                tokens += sentence.outcomes.length;
            }
            listener.passFinished(pass, passes, (double) right / Math.max(1, tokens));
        }
        return average();
    }

    private boolean learn(int[] active, int gold) {
        int best = best(active);
        if (best != gold) {
            for (int feature : active) {
                int row = feature * outcomes.length;
                weights[row + gold]++;
                weights[row + best]--;
                early[row + gold] += seen;
                early[row + best] -= seen;
            }
        }
        seen++;
        return best == gold;
    }

    private int best(int[] active) {
        Arrays.fill(scores, 0);
        for (int feature : active) {
            int row = feature * outcomes.length;
            for (int outcome = 0; outcome < scores.length; outcome++) {
                scores[outcome] += weights[row + outcome];
            }
        }
        int best = 0;
        for (int outcome = 1; outcome < scores.length; outcome++) {
            if (scores[outcome] > scores[best]) {
                best = outcome;
            }
        }
        return best;
    }

    private PerceptronModel average() {
        Context[] contexts = new Context[features.length];
        for (int feature = 0; feature < features.length; feature++) {
            int[] used = new int[outcomes.length];
            double[] values = new double[outcomes.length];
            int size = 0;
            for (int outcome = 0; outcome < outcomes.length; outcome++) {
                int weight = feature * outcomes.length + outcome;
                // A few figures are enough, and pack well.
                double value = (float) (weights[weight] - early[weight] / Math.max(1, seen));
                if (value != 0) {
                    used[size] = outcome;
                    values[size++] = value;
                }
            }
            contexts[feature] = new Context(Arrays.copyOf(used, size), Arrays.copyOf(values, size));
        }
        return new PerceptronModel(contexts, features, outcomes);
    }
}

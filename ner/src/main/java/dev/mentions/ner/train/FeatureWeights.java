package dev.mentions.ner.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import opennlp.tools.ml.model.Context;
import opennlp.tools.ml.perceptron.PerceptronModel;

/** What was learned: a weight for each feature and outcome. For one thread. */
final class FeatureWeights {

    private final String[] outcomes;
    private final Map<String, float[]> rows = new LinkedHashMap<>();

    FeatureWeights(String[] outcomes) {
        this.outcomes = outcomes;
    }

    /** @param row by outcome; belongs to these weights from now on */
    void put(String feature, float[] row) {
        rows.put(feature, row);
    }

    /** Adds to a feature's weights those of others; of those that have none, nothing. */
    void addSum(String feature, List<String> others) {
        float[] sum = null;
        for (String other : others) {
            float[] row = rows.get(other);
            if (row != null) {
                if (sum == null) {
                    sum = rows.computeIfAbsent(feature, added -> new float[outcomes.length]);
                }
                for (int outcome = 0; outcome < outcomes.length; outcome++) {
                    sum[outcome] += row[outcome];
                }
            }
        }
    }

    void removeStartingWith(String prefix) {
        rows.keySet().removeIf(feature -> feature.startsWith(prefix));
    }

    /**
     * Returns them as OpenNLP's model.
     *
     * @param unit weights become multiples of it: sums of powers of 2 are exact in any order, and few values pack well
     * @param smallest weights nearer to 0 are left out; of the words beside a token, which are most of a model's features
     *     and say the least, those nearer to 0 than a multiple of it
     */
    PerceptronModel toModel(double unit, double smallest) {
        List<String> features = new ArrayList<>();
        List<Context> contexts = new ArrayList<>();
        rows.forEach((feature, row) -> {
            int[] used = new int[outcomes.length];
            double[] values = new double[outcomes.length];
            int size = 0;
            double least = smallest * distance(feature);
            for (int outcome = 0; outcome < outcomes.length; outcome++) {
                double value = Math.rint(row[outcome] / unit) * unit;
                if (value != 0 && Math.abs(value) >= least) {
                    used[size] = outcome;
                    values[size++] = value;
                }
            }
            if (size > 0) {
                features.add(feature);
                contexts.add(new Context(Arrays.copyOf(used, size), Arrays.copyOf(values, size)));
            }
        });
        return new PerceptronModel(contexts.toArray(Context[]::new), features.toArray(String[]::new), outcomes);
    }

    /** Returns how much a weight must exceed that of a token's own word, by the place of the feature's word. */
    private static double distance(String feature) {
        if (feature.startsWith("p2w") || feature.startsWith("n2w")) {
            return 2.5;
        }
        return feature.startsWith("p1w") || feature.startsWith("n1w") ? 1.5 : 1;
    }
}

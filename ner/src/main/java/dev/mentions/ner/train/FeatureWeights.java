package dev.mentions.ner.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import opennlp.tools.ml.maxent.GISModel;
import opennlp.tools.ml.model.Context;

/** What was learned: a weight for each feature and outcome. For one thread. */
final class FeatureWeights {

    /** Starts what every token has exactly one feature of: the outcome before it. */
    private static final String OF_EVERY_TOKEN = "po=";

    /**
     * Added to a token's scores once for the first outcome, twice for the second, and so on. Weights that are multiples of
     * some unit often come to the same sum; which of two equals is kept, OpenNLP leaves to the last digits of its sums, so
     * a finder would have to add them up in its order.
     */
    private static final double TIE_BREAK = 1.0 / 256;

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

    /** Adds others, weight by weight, to these. */
    void add(FeatureWeights others) {
        others.rows.forEach((feature, row) -> {
            float[] sum = rows.computeIfAbsent(feature, added -> new float[outcomes.length]);
            for (int outcome = 0; outcome < outcomes.length; outcome++) {
                sum[outcome] += row[outcome];
            }
        });
    }

    /** Divides all weights by a number. */
    void divide(float divisor) {
        for (float[] row : rows.values()) {
            for (int outcome = 0; outcome < outcomes.length; outcome++) {
                row[outcome] /= divisor;
            }
        }
    }

    /**
     * Returns them as OpenNLP's model.
     *
     * @param temperature what the weights are divided by once they are pruned
     */
    GISModel toModel(Pruning pruning, double temperature) {
        List<String> features = new ArrayList<>();
        List<Context> contexts = new ArrayList<>();
        rows.forEach((feature, row) -> {
            int[] used = new int[outcomes.length];
            double[] values = new double[outcomes.length];
            int size = 0;
            for (int outcome = 0; outcome < outcomes.length; outcome++) {
                double value = pruning.apply(feature, row[outcome]);
                if (feature.startsWith(OF_EVERY_TOKEN)) {
                    value += outcome * TIE_BREAK;
                }
                if (value != 0) {
                    used[size] = outcome;
                    values[size++] = value / temperature;
                }
            }
            if (size > 0) {
                features.add(feature);
                contexts.add(new Context(Arrays.copyOf(used, size), Arrays.copyOf(values, size)));
            }
        });
        return new GISModel(contexts.toArray(Context[]::new), features.toArray(String[]::new), outcomes);
    }
}

package dev.mentions.ner.find;

import java.util.Arrays;
import java.util.Map;
import opennlp.tools.ml.model.Context;

/** A model's weights, found by the hashes of its features instead of their texts. Immutable. */
final class FeatureWeights {

    /** Bases to try until no two features of the model have the same hash; the first one practically always does. */
    private static final long[] BASES = {0x2545F4914F6CDD1DL, 0x9FB21C651E98DF25L, 0xD6E8FEB86659FD93L};

    private final int outcomeCount;
    private final TextHash hash;
    private final LongTable rows;

    /** For each row, how many outcomes it has weights for, and then these outcomes. */
    private final short[] outcomes;

    /** The weights, each where its outcome stands. */
    private final double[] weights;

    private FeatureWeights(Map<String, Context> features, int outcomeCount, TextHash hash, LongTable rows) {
        this.outcomeCount = outcomeCount;
        this.hash = hash;
        this.rows = rows;
        int size = 0;
        for (Context context : features.values()) {
            size = Math.addExact(size, context.getOutcomes().length + 1);
        }
        this.outcomes = new short[size];
        this.weights = new double[size];
        int at = 0;
        for (Map.Entry<String, Context> feature : features.entrySet()) {
            rows.put(hash.of(feature.getKey()), at);
            int[] active = feature.getValue().getOutcomes();
            outcomes[at++] = (short) active.length;
            for (int i = 0; i < active.length; i++) {
                outcomes[at] = (short) active[i];
                weights[at++] = feature.getValue().getParameters()[i];
            }
        }
    }

    /** Returns the weights of a model's features. */
    static FeatureWeights of(Map<String, Context> features, int outcomeCount) {
        for (long base : BASES) {
            TextHash hash = new TextHash(base);
            LongTable rows = new LongTable(features.size());
            boolean collision = false;
            for (String feature : features.keySet()) {
                collision |= rows.put(hash.of(feature), 0) != LongTable.ABSENT;
            }
            if (!collision) {
                return new FeatureWeights(features, outcomeCount, hash, rows);
            }
        }
        throw new IllegalStateException("Features collide under every hash base there is; add one");
    }

    TextHash hash() {
        return hash;
    }

    /** Returns the greatest size of a weight, whatever its sign. */
    double greatest() {
        return Arrays.stream(weights).map(Math::abs).max().orElse(0);
    }

    /** Returns a feature's row; {@link LongTable#ABSENT} when the model knows nothing of it. */
    int row(long feature) {
        return rows.get(feature);
    }

    /** Adds a row to the sums that start at {@code at}; nothing when it is absent. */
    void add(int row, double[] sums, int at) {
        if (row >= 0) {
            int last = row + outcomes[row];
            for (int i = row + 1; i <= last; i++) {
                sums[at + outcomes[i]] += weights[i];
            }
        }
    }

    /** Adds a feature to the sums of the given number. */
    void add(String feature, double[] sums, int vector) {
        add(row(hash.of(feature)), sums, vector * outcomeCount);
    }
}

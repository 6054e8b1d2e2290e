package dev.mentions.ner.find;

import java.util.Map;
import opennlp.tools.ml.model.AbstractModel;
import opennlp.tools.ml.model.Context;

/** A model's weights, found by the hashes of its features instead of their texts. Immutable. */
final class FeatureWeights {

    /** Bases to try until no two features of the model have the same hash; the first one practically always does. */
    private static final long[] BASES = {0x2545F4914F6CDD1DL, 0x9FB21C651E98DF25L, 0xD6E8FEB86659FD93L};

    private final int outcomeCount;
    private final TextHash hash;
    private final LongTable rows;

    /** Where each row's weights start, and behind the last row where they end. */
    private final int[] starts;

    private final short[] outcomes;
    private final double[] weights;

    private FeatureWeights(Map<String, Context> features, int outcomeCount, TextHash hash, LongTable rows) {
        this.outcomeCount = outcomeCount;
        this.hash = hash;
        this.rows = rows;
        this.starts = new int[features.size() + 1];
        int total = 0;
        int row = 0;
        for (Context context : features.values()) {
            total = Math.addExact(total, context.getOutcomes().length);
            starts[++row] = total;
        }
        this.outcomes = new short[total];
        this.weights = new double[total];
        int at = 0;
        for (Context context : features.values()) {
            for (int i = 0; i < context.getOutcomes().length; i++) {
                outcomes[at] = (short) context.getOutcomes()[i];
                weights[at++] = context.getParameters()[i];
            }
        }
    }

    static FeatureWeights of(AbstractModel model) {
        @SuppressWarnings("unchecked") // What OpenNLP says stands there.
        Map<String, Context> features = (Map<String, Context>) model.getDataStructures()[1];
        for (long base : BASES) {
            TextHash hash = new TextHash(base);
            LongTable rows = new LongTable(features.size());
            int row = 0;
            boolean collision = false;
            for (String feature : features.keySet()) {
                collision |= rows.put(hash.of(feature), row++) != LongTable.ABSENT;
            }
            if (!collision) {
                return new FeatureWeights(features, model.getNumOutcomes(), hash, rows);
            }
        }
        throw new IllegalStateException("Features collide under every hash base there is; add one");
    }

    TextHash hash() {
        return hash;
    }

    /** Returns a feature's row; {@link LongTable#ABSENT} when the model knows nothing of it. */
    int row(long feature) {
        return rows.get(feature);
    }

    /** Adds a row to the sums that start at {@code at}; nothing when it is absent. */
    void add(int row, double[] sums, int at) {
        if (row >= 0) {
            int end = starts[row + 1];
            for (int i = starts[row]; i < end; i++) {
                sums[at + outcomes[i]] += weights[i];
            }
        }
    }

    /** Adds a feature to the sums of the given number. */
    void add(String feature, double[] sums, int vector) {
        add(row(hash.of(feature)), sums, vector * outcomeCount);
    }
}

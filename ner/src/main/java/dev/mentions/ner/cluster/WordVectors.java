package dev.mentions.ner.cluster;

import java.util.Random;

/**
 * A vector for each word, near for words that stand in the same places: the strongest dimensions of
 * {@link ContextCounts}, found by random projection and power iteration (Halko, Martinsson and Tropp 2011).
 */
final class WordVectors {

    private static final int POWER_ITERATIONS = 2;

    private WordVectors() {}

    /** Returns vectors of length 1 by the words' numbers; those of words with no context are zero. */
    static float[][] of(ContextCounts counts, int dimensions, long seed) {
        Random random = new Random(seed);
        float[][] projection = new float[counts.columns()][dimensions];
        for (float[] row : projection) {
            for (int i = 0; i < dimensions; i++) {
                row[i] = (float) random.nextGaussian();
            }
        }
        float[][] words = counts.times(projection);
        for (int i = 0; i < POWER_ITERATIONS; i++) {
            Vectors.orthonormalize(words);
            float[][] contexts = counts.transposedTimes(words);
            Vectors.orthonormalize(contexts);
            words = counts.times(contexts);
        }
        // Each column's length is now about its singular value; its square root is the usual weight (Levy et al. 2015).
        float[] weights = new float[dimensions];
        for (int c = 0; c < dimensions; c++) {
            double square = 0;
            for (float[] word : words) {
                square += (double) word[c] * word[c];
            }
            weights[c] = (float) Math.pow(Math.max(square, Double.MIN_NORMAL), -0.25);
        }
        for (float[] word : words) {
            for (int c = 0; c < dimensions; c++) {
                word[c] *= weights[c];
            }
        }
        Vectors.normalize(words);
        return words;
    }
}

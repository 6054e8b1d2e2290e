package dev.mentions.ner.cluster;

import java.util.stream.IntStream;

/** Spherical k-means (Dhillon and Modha 2001): groups vectors of length 1 by their angles. */
final class KMeans {

    private KMeans() {}

    /**
     * Returns a group from 0 to {@code groups - 1} for each vector.
     *
     * @param learners the groups' centres are learned from the first so many vectors, the others are only put into them
     */
    static int[] groups(float[][] vectors, int first, int learners, int groups, int rounds) {
        int dimensions = vectors[0].length;
        int last = Math.min(vectors.length, first + learners);
        float[][] centres = new float[groups][];
        // Commonest words come first: they stand apart, and rarer ones gather around them.
        for (int g = 0; g < groups; g++) {
            centres[g] = vectors[first + (int) ((long) g * (last - first) / groups)].clone();
        }
        int[] group = new int[vectors.length];
        for (int round = 0; round < rounds; round++) {
            assign(vectors, first, last, centres, group);
            float[][] sums = new float[groups][dimensions];
            for (int i = first; i < last; i++) {
                Vectors.addScaled(sums[group[i]], 1, vectors[i]);
            }
            for (int g = 0; g < groups; g++) {
                if (Vectors.length(sums[g]) > 0) {
                    centres[g] = sums[g];
                }
            }
            Vectors.normalize(centres);
        }
        assign(vectors, first, vectors.length, centres, group);
        return group;
    }

    private static void assign(float[][] vectors, int from, int to, float[][] centres, int[] group) {
        float[][] byDimension = Vectors.transpose(centres);
        IntStream.range(from, to).parallel().forEach(i -> {
            float[] scores = new float[centres.length];
            float[] vector = vectors[i];
            for (int d = 0; d < vector.length; d++) {
                Vectors.addScaled(scores, vector[d], byDimension[d]);
            }
            int best = 0;
            for (int g = 1; g < scores.length; g++) {
                if (scores[g] > scores[best]) {
                    best = g;
                }
            }
            group[i] = best;
        });
    }
}

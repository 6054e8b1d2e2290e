package dev.mentions.ner.cluster;

/** Sums over arrays of floats, written so that the compiler makes vector instructions of them. */
final class Vectors {

    private Vectors() {}

    /** Adds {@code factor} times {@code vector} to {@code sum}. */
    static void addScaled(float[] sum, float factor, float[] vector) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += factor * vector[i];
        }
    }

    static double length(float[] vector) {
        double square = 0;
        for (float v : vector) {
            square += (double) v * v;
        }
        return Math.sqrt(square);
    }

    /** Makes each row's length 1; rows of nothing stay. */
    static void normalize(float[][] rows) {
        for (float[] row : rows) {
            double length = length(row);
            if (length > 0) {
                for (int i = 0; i < row.length; i++) {
                    row[i] = (float) (row[i] / length);
                }
            }
        }
    }

    /** Makes the columns orthonormal, one after the other (modified Gram-Schmidt, twice for accuracy). */
    static void orthonormalize(float[][] rows) {
        int width = rows[0].length;
        float[][] columns = transpose(rows);
        for (int c = 0; c < width; c++) {
            for (int round = 0; round < 2; round++) {
                for (int other = 0; other < c; other++) {
                    addScaled(columns[c], (float) -dot(columns[c], columns[other]), columns[other]);
                }
            }
            double length = length(columns[c]);
            for (int i = 0; i < rows.length; i++) {
                columns[c][i] = (float) (columns[c][i] / Math.max(length, Double.MIN_NORMAL));
            }
        }
        for (int i = 0; i < rows.length; i++) {
            for (int c = 0; c < width; c++) {
                rows[i][c] = columns[c][i];
            }
        }
    }

    static float[][] transpose(float[][] rows) {
        float[][] columns = new float[rows[0].length][rows.length];
        for (int i = 0; i < rows.length; i++) {
            for (int c = 0; c < columns.length; c++) {
                columns[c][i] = rows[i][c];
            }
        }
        return columns;
    }

    static double dot(float[] a, float[] b) {
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        int i = 0;
        for (; i + 3 < a.length; i += 4) {
            sum0 += a[i] * b[i];
            sum1 += a[i + 1] * b[i + 1];
            sum2 += a[i + 2] * b[i + 2];
            sum3 += a[i + 3] * b[i + 3];
        }
        for (; i < a.length; i++) {
            sum0 += a[i] * b[i];
        }
        return sum0 + sum1 + sum2 + sum3;
    }
}

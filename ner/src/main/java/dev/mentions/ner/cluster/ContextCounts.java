package dev.mentions.ner.cluster;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How often each word stands beside each common word, at each of the places before and after it, as positive pointwise
 * mutual information (Church and Hanks 1990; contexts smoothed with the exponent 0.75 as by Levy, Goldberg and Dagan
 * 2015). A sparse matrix, a row a word.
 */
final class ContextCounts {

    /** The places looked at, relative to the word. */
    private static final int[] OFFSETS = {-2, -1, 1, 2};

    private static final double SMOOTHING = 0.75;

    private final int rows;
    private final int columns;
    private final int[] starts;
    private int[] column;
    private float[] value;

    private ContextCounts(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
        this.starts = new int[rows + 1];
        this.column = new int[1 << 20];
        this.value = new float[1 << 20];
    }

    /** @param contexts how many of the commonest words count as context; the boundary and rare words do, too */
    static ContextCounts of(WordSequence text, int contexts) {
        int perOffset = Math.min(contexts + WordSequence.FIRST_WORD, text.size());
        ContextCounts counts = new ContextCounts(text.size(), OFFSETS.length * perOffset);
        counts.count(text, perOffset);
        counts.weigh();
        return counts;
    }

    private void count(WordSequence text, int perOffset) {
        int[] sequence = text.sequence();
        int[] positions = new int[sequence.length];
        int[] next = new int[rows + 1];
        for (int row = 0; row < rows; row++) {
            next[row + 1] = next[row] + text.count(row);
        }
        int[] firsts = next.clone();
        for (int i = 0; i < sequence.length; i++) {
            positions[next[sequence[i]]++] = i;
        }
        int[] found = new int[columns];
        int[] touched = new int[columns];
        int size = 0;
        for (int row = WordSequence.FIRST_WORD; row < rows; row++) {
            starts[row] = size;
            int distinct = 0;
            for (int p = firsts[row]; p < firsts[row + 1]; p++) {
                for (int o = 0; o < OFFSETS.length; o++) {
                    int place = positions[p] + OFFSETS[o];
                    int word = place < 0 || place >= sequence.length ? WordSequence.BOUNDARY : sequence[place];
                    if (word < perOffset) {
                        int context = o * perOffset + word;
                        if (found[context]++ == 0) {
                            touched[distinct++] = context;
                        }
                    }
                }
            }
            Arrays.sort(touched, 0, distinct);
            if (size + distinct > column.length) {
                column = Arrays.copyOf(column, Math.max(size + distinct, column.length + column.length / 2));
                value = Arrays.copyOf(value, column.length);
            }
            for (int i = 0; i < distinct; i++) {
                column[size] = touched[i];
                value[size++] = found[touched[i]];
                found[touched[i]] = 0;
            }
        }
        starts[rows] = size;
    }

    private void weigh() {
        double[] columnSums = new double[columns];
        double[] rowSums = new double[rows];
        for (int row = 0; row < rows; row++) {
            for (int i = starts[row]; i < starts[row + 1]; i++) {
                columnSums[column[i]] += value[i];
                rowSums[row] += value[i];
            }
        }
        double total = 0;
        for (int c = 0; c < columns; c++) {
            columnSums[c] = Math.pow(columnSums[c], SMOOTHING);
            total += columnSums[c];
        }
        int size = 0;
        for (int row = 0; row < rows; row++) {
            int first = starts[row];
            int end = starts[row + 1];
            starts[row] = size;
            for (int i = first; i < end; i++) {
                double information = Math.log(value[i] * total / (rowSums[row] * columnSums[column[i]]));
                if (information > 0) {
                    column[size] = column[i];
                    value[size++] = (float) information;
                }
            }
        }
        starts[rows] = size;
    }

    int columns() {
        return columns;
    }

    /** Returns this times a matrix with a row a column of this. */
    float[][] times(float[][] matrix) {
        int width = matrix[0].length;
        float[][] product = new float[rows][];
        IntStream.range(0, rows).parallel().forEach(row -> {
            float[] sum = new float[width];
            for (int i = starts[row]; i < starts[row + 1]; i++) {
                Vectors.addScaled(sum, value[i], matrix[column[i]]);
            }
            product[row] = sum;
        });
        return product;
    }

    /** Returns the transpose of this times a matrix with a row a row of this. */
    float[][] transposedTimes(float[][] matrix) {
        int width = matrix[0].length;
        float[][] product = new float[columns][width];
        for (int row = 0; row < rows; row++) {
            for (int i = starts[row]; i < starts[row + 1]; i++) {
                Vectors.addScaled(product[column[i]], value[i], matrix[row]);
            }
        }
        return product;
    }
}

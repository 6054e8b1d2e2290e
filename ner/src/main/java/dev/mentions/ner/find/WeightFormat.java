package dev.mentions.ner.find;

/** Finds out how many weights a model has and the fewest bytes that hold each of them exactly. */
final class WeightFormat implements Features.Visitor {

    private static final int MANTISSA_BITS = 52;

    private int features;
    private long weights;
    private double greatest;
    private boolean floats = true;
    private boolean ascending = true;

    /** Which power of 2 all weights are multiples of. */
    private int lowestBit = Double.MAX_EXPONENT;

    @Override
    public void text(String feature) {
        features++;
    }

    @Override
    public void weights(int[] outcomes, double[] values) {
        for (int i = 0; i < outcomes.length; i++) {
            double value = values[i];
            ascending &= i == 0 || outcomes[i - 1] < outcomes[i];
            greatest = Math.max(greatest, Math.abs(value));
            floats &= value == (float) value;
            if (value != 0) {
                lowestBit = Math.min(lowestBit, lowestBit(value));
            }
        }
        weights += outcomes.length;
    }

    /** Returns how many features there are. */
    int features() {
        return features;
    }

    /** Returns how many weights they have together. */
    long weights() {
        return weights;
    }

    /** Returns the greatest size of a weight, whatever its sign. */
    double greatest() {
        return greatest;
    }

    /** Whether every feature has its outcomes in rising order, each once, and all of it fits in an array. */
    boolean isPackable(int outcomeCount) {
        return ascending && size(outcomeCount) <= Integer.MAX_VALUE - Long.BYTES;
    }

    /** Returns the bytes of all rows: for each feature, a bit for each outcome it has a weight for, and the weights. */
    long size(int outcomeCount) {
        return (long) features * maskWords(outcomeCount) * Integer.BYTES + weights * width();
    }

    /** Returns how many ints hold a bit for each outcome. */
    static int maskWords(int outcomeCount) {
        return (outcomeCount + Integer.SIZE - 1) / Integer.SIZE;
    }

    /** Returns the bytes of a weight: of a short that counts units, of a float or of a double. */
    int width() {
        if (Math.scalb(greatest, -lowestBit) <= Short.MAX_VALUE) {
            return Short.BYTES;
        }
        return floats ? Float.BYTES : Double.BYTES;
    }

    /** Returns the greatest power of 2 that all weights are multiples of. */
    double unit() {
        return Math.scalb(1.0, lowestBit);
    }

    private static int lowestBit(double value) {
        long mantissa = Double.doubleToRawLongBits(value) & ((1L << MANTISSA_BITS) - 1);
        int exponent = Math.getExponent(value);
        if (exponent < Double.MIN_EXPONENT) {
            return Double.MIN_EXPONENT - MANTISSA_BITS + Long.numberOfTrailingZeros(mantissa);
        }
        return exponent - MANTISSA_BITS + Long.numberOfTrailingZeros(mantissa | 1L << MANTISSA_BITS);
    }
}

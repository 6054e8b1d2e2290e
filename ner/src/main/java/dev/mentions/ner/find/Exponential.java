package dev.mentions.ner.find;

/** e<sup>-x</sup>, several times as fast as {@code StrictMath.exp} and right to 12 digits. */
final class Exponential {

    /** e to the minus this is too little to count beside 1. */
    private static final int LIMIT = 40;

    private static final int STEPS = 32;

    private static final double[] POWERS = new double[LIMIT * STEPS + 1];

    static {
        for (int i = 0; i < POWERS.length; i++) {
            POWERS[i] = StrictMath.exp(-(double) i / STEPS);
        }
    }

    private Exponential() {}

    /** @param x at least 0 */
    static double ofMinus(double x) {
        if (!(x < LIMIT)) {
            return 0;
        }
        int step = (int) (x * STEPS);
        double rest = x - (double) step / STEPS;
        return POWERS[step]
                * (1 - rest * (1 - rest * (1 / 2.0 - rest * (1 / 6.0 - rest * (1 / 24.0 - rest * (1 / 120.0))))));
    }
}

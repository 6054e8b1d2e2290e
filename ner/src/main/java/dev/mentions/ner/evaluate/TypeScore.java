package dev.mentions.ner.evaluate;

/**
 * How many names of a type were found, by exact span and type.
 *
 * @param correct found and right
 * @param predicted found
 * @param gold there to be found
 * @param f1 harmonic mean of precision and recall, 0 to 1; 0 when nothing is correct
 */
public record TypeScore(int correct, int predicted, int gold, double f1) {

    static TypeScore of(int correct, int predicted, int gold) {
        return new TypeScore(correct, predicted, gold, share(2 * correct, predicted + gold));
    }

    /** Returns the share of the found that is right, 0 to 1. */
    public double precision() {
        return share(correct, predicted);
    }

    /** Returns the share of what is there that was found, 0 to 1. */
    public double recall() {
        return share(correct, gold);
    }

    private static double share(int part, int whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}

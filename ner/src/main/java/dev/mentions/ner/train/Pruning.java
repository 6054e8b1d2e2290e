package dev.mentions.ner.train;

/**
 * What of the weights goes into a model. Most of a model's features are of the words beside a token, and say the least.
 *
 * @param unit weights become multiples of it: sums of powers of 2 are exact in any order, and few values pack well
 * @param smallest weights nearer to 0 are left out;
 * @param smallestBeside of the features of a word beside a token, those nearer to 0 than this;
 * @param smallestTwoBeside and of a word two places away, than this
 */
public record Pruning(double unit, double smallest, double smallestBeside, double smallestTwoBeside) {

    public Pruning {
        if (!(unit > 0)) {
            throw new IllegalArgumentException("unit must be above 0, is " + unit);
        }
    }

    /** Leaves out nothing that is not 0 to the 64th of a correction. */
    public static Pruning none() {
        return new Pruning(1.0 / 64, 0, 0, 0);
    }

    static Pruning standard() {
        return new Pruning(0.5, 1, 2, 3);
    }

    /** Returns a weight as it stands in the model; 0 when it is left out. */
    double apply(String feature, double weight) {
        double rounded = Math.rint(weight / unit) * unit;
        return Math.abs(rounded) < smallest(feature) ? 0 : rounded;
    }

    private double smallest(String feature) {
        if (feature.startsWith("p2w") || feature.startsWith("n2w")) {
            return smallestTwoBeside;
        }
        return feature.startsWith("p1w") || feature.startsWith("n1w") ? smallestBeside : smallest;
    }
}

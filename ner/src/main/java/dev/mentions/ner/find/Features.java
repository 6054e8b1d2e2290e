package dev.mentions.ner.find;

import java.io.IOException;

/** The features of a maxent or perceptron model, to be gone through as often as it takes. */
interface Features {

    /** Whether it is a perceptron, whose sums are scaled down before they become probabilities. */
    boolean isPerceptron();

    String[] outcomes();

    /**
     * Shows the texts of all features, and then their weights in the same order.
     *
     * @throws IOException when they are kept where they cannot be read
     */
    void visit(Visitor visitor) throws IOException;

    /** Sees features, one at a time. */
    interface Visitor {

        void text(String feature);

        /**
         * Sees a feature's weights.
         *
         * @param outcomes that it has weights for
         * @param weights theirs, and beyond them anything; overwritten afterwards
         */
        void weights(int[] outcomes, double[] weights);
    }
}

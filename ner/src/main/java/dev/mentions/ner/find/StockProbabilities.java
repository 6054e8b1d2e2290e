package dev.mentions.ner.find;

import java.util.Arrays;
import opennlp.tools.ml.model.MaxentModel;

/** A compiled model's probabilities as OpenNLP computes them: the same operations on the same numbers in the same order. */
final class StockProbabilities implements MaxentModel {

    private final CompiledModel model;

    StockProbabilities(CompiledModel model) {
        this.model = model;
    }

    @Override
    public double[] eval(String[] context) {
        return eval(context, new double[getNumOutcomes()]);
    }

    @Override
    public double[] eval(String[] context, double[] probabilities) {
        // What OpenNLP's UniformPrior gives each outcome of a maxent model.
        double prior = model.isPerceptron ? 0 : StrictMath.log(1.0 / getNumOutcomes());
        Arrays.fill(probabilities, prior);
        for (String feature : context) {
            model.weights.add(feature, probabilities, 0);
        }
        normalize(probabilities, model.isPerceptron);
        return probabilities;
    }

    /** Turns sums into probabilities, after they are scaled down to 1 if they are a perceptron's. */
    private static void normalize(double[] sums, boolean isPerceptron) {
        double scale = 1;
        if (isPerceptron) {
            for (double sum : sums) {
                if (scale < Math.abs(sum)) {
                    scale = Math.abs(sum);
                }
            }
        }
        double total = 0;
        for (int outcome = 0; outcome < sums.length; outcome++) {
            sums[outcome] = StrictMath.exp(sums[outcome] / scale);
            total += sums[outcome];
        }
        for (int outcome = 0; outcome < sums.length; outcome++) {
            sums[outcome] /= total;
        }
    }

    @Override
    public double[] eval(String[] context, float[] values) {
        throw new UnsupportedOperationException("A name finder's features have no values");
    }

    @Override
    public String getBestOutcome(double[] probabilities) {
        throw new UnsupportedOperationException("A search asks for all outcomes");
    }

    @Override
    public String getAllOutcomes(double[] probabilities) {
        throw new UnsupportedOperationException("A search asks for outcomes one by one");
    }

    @Override
    public String getOutcome(int outcome) {
        return model.outcomes.name(outcome);
    }

    @Override
    public int getIndex(String outcome) {
        return model.outcomes.indexOf(outcome);
    }

    @Override
    public int getNumOutcomes() {
        return model.outcomes.count();
    }
}

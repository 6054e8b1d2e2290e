package dev.mentions.ner.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import opennlp.tools.ml.maxent.GISModel;
import org.junit.jupiter.api.Test;

class FeatureWeightsTest {

    private static final String[] OUTCOMES = {"other", "person-unit", "organization-unit"};

    private final FeatureWeights weights = new FeatureWeights(OUTCOMES);

    @Test
    void shouldAverage() {
        FeatureWeights others = new FeatureWeights(OUTCOMES);
        weights.put("w=rome", new float[] {1, 2, 3});
        others.put("w=rome", new float[] {3, 0, -1});
        others.put("w=oslo", new float[] {0, 0, 4});

        weights.add(others);
        weights.divide(2);

        assertThat(logOfOdds("w=rome")).containsExactly(new double[] {1, 0}, within(1e-12));
        assertThat(logOfOdds("w=oslo")).containsExactly(new double[] {-2, -2}, within(1e-12));
    }

    @Test
    void shouldSumFeaturesIntoAnother() {
        weights.put("a", new float[] {1, 0, 0});
        weights.put("b", new float[] {0, 1, 5});

        weights.addSum("w=rome", List.of("a", "b", "unknown"));
        weights.addSum("w=oslo", List.of("unknown"));

        assertThat(logOfOdds("w=rome")).containsExactly(new double[] {-4, -4}, within(1e-12));
        assertThat(weights.toModel(Pruning.none(), 1).getNumOutcomes()).isEqualTo(OUTCOMES.length);
        assertThat(logOfOdds("w=oslo")).containsExactly(new double[] {0, 0}, within(1e-12));
    }

    @Test
    void shouldDivideByTheTemperatureAfterPruning() {
        weights.put("w=rome", new float[] {4, 0, 1});

        GISModel cool = weights.toModel(new Pruning(1, 2, 2, 2), 1);
        GISModel hot = weights.toModel(new Pruning(1, 2, 2, 2), 8);

        assertThat(logOfOdds(cool, "w=rome")).containsExactly(new double[] {4, 0}, within(1e-12));
        assertThat(logOfOdds(hot, "w=rome")).containsExactly(new double[] {0.5, 0}, within(1e-12));
    }

    @Test
    void shouldScoreNoTwoOutcomesOfATokenAlike() {
        weights.put("po=other", new float[] {1, 1, 1});
        weights.put("w=rome", new float[] {2, 2, 2});

        GISModel model = weights.toModel(new Pruning(0.5, 1, 1, 1), 32);

        assertThat(model.eval(new String[] {"w=rome", "po=other"})).doesNotHaveDuplicates();
        assertThat(logOfOdds(model, "po=other"))
                .as("by less than the unit of a weight")
                .containsExactly(new double[] {0, 0}, within(0.5 / 32 / 10));
    }

    private double[] logOfOdds(String feature) {
        return logOfOdds(weights.toModel(Pruning.none(), 1), feature);
    }

    /** Returns how much the first two outcomes exceed the last, as logarithms: differences of their scores. */
    private static double[] logOfOdds(GISModel model, String feature) {
        double[] probabilities = model.eval(new String[] {feature});
        return new double[] {
            Math.log(probabilities[0] / probabilities[2]), Math.log(probabilities[1] / probabilities[2])
        };
    }
}

package dev.mentions.ner.find;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Weights come out as they went in, whatever they are kept as. */
class FeatureWeightsTest {

    private static final TextHash HASH = new TextHash(0x2545F4914F6CDD1DL);

    @Property(tries = 200)
    void shouldHoldWeightsOfEveryWidth(
            @ForAll @IntRange(min = 1, max = 100) int outcomes,
            @ForAll @IntRange(max = 3) int kind,
            @ForAll @IntRange(min = -1_074, max = 900) int exponent,
            @ForAll long seed) {
        Random random = new Random(seed);
        DoubleSupplier weight = List.<DoubleSupplier>of(
                        random::nextGaussian,
                        () -> (float) random.nextGaussian(),
                        () -> Math.scalb((double) (short) random.nextInt(), exponent),
                        () -> Double.longBitsToDouble(random.nextLong()))
                .get(kind);
        List<int[]> active = new ArrayList<>();
        List<double[]> values = new ArrayList<>();
        for (int feature = 0; feature < 50; feature++) {
            int[] some = IntStream.range(0, outcomes)
                    .filter(outcome -> random.nextBoolean())
                    .toArray();
            active.add(some);
            values.add(IntStream.of(some).mapToDouble(i -> weight.getAsDouble()).toArray());
        }

        FeatureWeights weights = build(outcomes, active, values);

        for (int feature = 0; feature < active.size(); feature++) {
            double[] expected = new double[outcomes];
            for (int i = 0; i < active.get(feature).length; i++) {
                expected[active.get(feature)[i]] += values.get(feature)[i];
            }
            double[] sums = new double[2 * outcomes];
            weights.add("f" + feature, sums, 1);
            assertThat(sums).startsWith(new double[outcomes]).endsWith(expected);
        }
        assertThat(weights.row(HASH.of("f50"))).isEqualTo(LongTable.ABSENT);
    }

    private static FeatureWeights build(int outcomes, List<int[]> active, List<double[]> weights) {
        WeightFormat format = new WeightFormat();
        show(active, weights, format);
        FeatureWeights.Builder builder = new FeatureWeights.Builder(HASH, outcomes, format);
        show(active, weights, builder);
        return builder.build();
    }

    private static void show(List<int[]> active, List<double[]> weights, Features.Visitor visitor) {
        for (int feature = 0; feature < active.size(); feature++) {
            visitor.text("f" + feature);
        }
        for (int feature = 0; feature < active.size(); feature++) {
            visitor.weights(active.get(feature), weights.get(feature));
        }
    }
}

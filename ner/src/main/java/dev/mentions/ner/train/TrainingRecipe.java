package dev.mentions.ner.train;

import static java.util.Objects.requireNonNull;

import dev.mentions.ner.corpus.CorpusPart;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * All that decides what a training gives: the same recipe over the same corpora gives the same weights.
 *
 * @param gold what people labelled
 * @param goldTimes how often a sentence of it stands in every pass, at least 1
 * @param silver what programs labelled; its sentences stand once in every pass
 * @param silverFolds how many parts the silver sentences are cut into, each of which a model of all the rest checks;
 *     those where it finds other names are left out. 0 keeps all of them
 * @param minOccurrences how often a word must stand in the text without labels to be grouped with others
 * @param features OpenNLP's feature generator description, XML; what is known of words by lists and groups goes into its
 *     features {@code w&c=} and {@code w=} two places to either side
 * @param learning how weights are learned from all that
 * @param form what model is made of the weights
 * @param seed decides all that is random
 */
public record TrainingRecipe(
        List<CorpusPart> gold,
        int goldTimes,
        List<CorpusPart> silver,
        int silverFolds,
        int minOccurrences,
        String features,
        Learning learning,
        Form form,
        long seed) {

    private static final String FEATURES = "name-features.xml";

    public TrainingRecipe {
        gold = List.copyOf(gold);
        silver = List.copyOf(silver);
        requireNonNull(features, "features");
        requireNonNull(learning, "learning");
        requireNonNull(form, "form");
        if (goldTimes < 1) {
            throw new IllegalArgumentException("goldTimes must be at least 1, is " + goldTimes);
        }
        if (silverFolds < 0 || silverFolds == 1) {
            throw new IllegalArgumentException("silverFolds must be 0, or at least 2, is " + silverFolds);
        }
    }

    /**
     * How weights are learned.
     *
     * @param passes over all sentences
     * @param margin by which the right outcome must win, in units of one correction
     * @param dropout share of a token's features that are left out each time, 0 to 1
     * @param ownHistory share of the tokens that follow the outcome that the model gave, not the right one, 0 to 1
     * @param models how many times it is done, each with a seed of its own, for the average of the weights
     */
    public record Learning(int passes, float margin, float dropout, float ownHistory, int models) {

        public Learning {
            if (passes < 1 || models < 1) {
                throw new IllegalArgumentException("passes and models must be at least 1");
            }
            if (!isShare(dropout) || !isShare(ownHistory)) {
                throw new IllegalArgumentException("dropout and ownHistory must be from 0 to 1");
            }
        }

        private static boolean isShare(float value) {
            return value >= 0 && value <= 1;
        }
    }

    /**
     * What model is made of the weights: one of OpenNLP's maxent kind.
     *
     * @param pruning what of the weights goes into the model
     * @param temperature what scores are divided by before they become probabilities: the higher, the less sure is a model
     *     of a token, and the more do the tokens behind it count
     * @param beamSize how many readings of a sentence are kept while it is decoded
     */
    public record Form(Pruning pruning, double temperature, int beamSize) {

        public Form {
            requireNonNull(pruning, "pruning");
            if (beamSize < 1) {
                throw new IllegalArgumentException("beamSize must be at least 1, is " + beamSize);
            }
            if (!(temperature > 0)) {
                throw new IllegalArgumentException("temperature must be above 0, is " + temperature);
            }
        }
    }

    /** Returns the recipe of {@code mentions train}. */
    public static TrainingRecipe standard() {
        return new TrainingRecipe(
                CorpusPart.GOLD,
                3,
                CorpusPart.SILVER,
                2,
                5,
                standardFeatures(),
                new Learning(8, 5, 0.2f, 0.5f, 5),
                new Form(Pruning.standard(), 32, 3),
                20261124);
    }

    private static String standardFeatures() {
        try (InputStream in = TrainingRecipe.class.getResourceAsStream(FEATURES)) {
            if (in == null) {
                throw new FileNotFoundException(FEATURES + " is not beside " + TrainingRecipe.class.getName());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

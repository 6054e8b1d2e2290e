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
 * @param parts what is trained on
 * @param features OpenNLP's feature generator description, XML
 * @param iterations the most passes over all tokens
 * @param cutoff how often a feature must occur to be used
 * @param beamSize how many readings of a sentence are kept while it is decoded
 * @param seed orders the documents, so that the last file read does not weigh most
 */
public record TrainingRecipe(
        List<CorpusPart> parts, String features, int iterations, int cutoff, int beamSize, long seed) {

    private static final String FEATURES = "name-features.xml";

    public TrainingRecipe {
        parts = List.copyOf(parts);
        requireNonNull(features, "features");
        if (iterations < 1 || cutoff < 0 || beamSize < 1) {
            throw new IllegalArgumentException("iterations and beamSize must be at least 1, cutoff at least 0");
        }
    }

    /** Returns the recipe of {@code NerModel.bundled()}. */
    public static TrainingRecipe standard() {
        return new TrainingRecipe(CorpusPart.TRAINING, standardFeatures(), 40, 3, 3, 20261121);
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

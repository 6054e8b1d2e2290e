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
 * @param portions what is trained on
 * @param features OpenNLP's feature generator description, XML
 * @param passes over all tokens
 * @param cutoff how often a feature must occur to be used
 * @param beamSize how many readings of a sentence are kept while it is decoded
 * @param seed decides the order of the sentences in every pass
 */
public record TrainingRecipe(List<Portion> portions, String features, int passes, int cutoff, int beamSize, long seed) {

    private static final String FEATURES = "name-features.xml";

    /** The corpus that a program labelled; people labelled the others. */
    private static final String SILVER = "gmb.clean.bio";

    private static final int GOLD_TIMES = 3;

    public TrainingRecipe {
        portions = List.copyOf(portions);
        requireNonNull(features, "features");
        if (passes < 1 || cutoff < 0 || beamSize < 1) {
            throw new IllegalArgumentException("passes and beamSize must be at least 1, cutoff at least 0");
        }
    }

    /**
     * A part of the corpora, and how often it stands in every pass.
     *
     * @param times at least 1; more for what is labelled better
     */
    public record Portion(CorpusPart part, int times) {

        public Portion {
            requireNonNull(part, "part");
            if (times < 1) {
                throw new IllegalArgumentException("times must be at least 1, is " + times);
            }
        }
    }

    /** Returns the recipe of {@code NerModel.bundled()}. */
    public static TrainingRecipe standard() {
        List<Portion> portions = CorpusPart.TRAINING.stream()
                .map(part -> new Portion(part, part.file().equals(SILVER) ? 1 : GOLD_TIMES))
                .toList();
        return new TrainingRecipe(portions, standardFeatures(), 12, 1, 2, 20261121);
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

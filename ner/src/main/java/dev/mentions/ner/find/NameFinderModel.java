package dev.mentions.ner.find;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import opennlp.tools.namefind.TokenNameFinderModel;

/**
 * A name-finder model made ready for search. Immutable; threads share one and make a finder each.
 *
 * <p>Its finders give the spans that OpenNLP's {@code NameFinderME} gives, whatever the weights: where the choice hangs
 * on the last digits of two sums, they leave the sentence to OpenNLP's own search.
 */
public final class NameFinderModel {

    private final TokenNameFinderModel original;
    private final Optional<CompiledModel> compiled;

    private NameFinderModel(TokenNameFinderModel original) {
        this.original = original;
        this.compiled = CompiledModel.of(original);
    }

    /** Returns the model made ready. Takes about a second for each million features. */
    public static NameFinderModel of(TokenNameFinderModel model) {
        return new NameFinderModel(requireNonNull(model, "model"));
    }

    /**
     * Whether its finders are the fast ones. They are for maxent and perceptron models with OpenNLP's factory, codecs and
     * feature generators, all but the part-of-speech and document-begin ones and windows in windows. Any other model is
     * left to OpenNLP.
     */
    public boolean isCompiled() {
        return compiled.isPresent();
    }

    /** Returns a finder for one thread. */
    public NameFinder newFinder() {
        return compiled.isPresent() ? new CompiledFinder(compiled.get(), original) : new StockSearch(original);
    }
}

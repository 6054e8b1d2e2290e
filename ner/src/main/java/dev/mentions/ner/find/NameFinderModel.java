package dev.mentions.ner.find;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import opennlp.tools.namefind.TokenNameFinderModel;

/**
 * A name-finder model made ready for search. Immutable; threads share one and make a finder each.
 *
 * <p>Its finders give the spans that OpenNLP's {@code NameFinderME} gives, whatever the weights: where the choice hangs
 * on the last digits of two sums, they search and compute as OpenNLP does.
 */
public final class NameFinderModel {

    private final boolean isCompiled;
    private final Supplier<NameFinder> finders;

    private NameFinderModel(CompiledModel model) {
        this.isCompiled = true;
        this.finders = () -> new CompiledFinder(model);
    }

    private NameFinderModel(TokenNameFinderModel model) {
        this.isCompiled = false;
        this.finders = () -> new StockSearch(model);
    }

    /**
     * Returns a model that OpenNLP has in memory made ready. Takes about a second for each million features.
     *
     * @throws IllegalArgumentException when its features are described in a way that OpenNLP does not know
     */
    public static NameFinderModel of(TokenNameFinderModel model) {
        try {
            Optional<CompiledModel> compiled = CompiledModel.of(requireNonNull(model, "model"));
            return compiled.isPresent() ? new NameFinderModel(compiled.get()) : new NameFinderModel(model);
        } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /**
     * Reads a model without OpenNLP's form of its weights, unless it is left to OpenNLP.
     *
     * @throws IOException when it cannot be read or is no name-finder model
     */
    public static NameFinderModel read(ModelFile file) throws IOException {
        Optional<StoredModel> stored = StoredModel.of(file);
        Optional<CompiledModel> compiled = stored.isPresent() ? CompiledModel.of(stored.get()) : Optional.empty();
        return compiled.isPresent() ? new NameFinderModel(compiled.get()) : new NameFinderModel(StoredModel.read(file));
    }

    /**
     * Whether its finders are the fast ones. They are for maxent and perceptron models with OpenNLP's factory, codecs and
     * feature generators, all but the part-of-speech and document-begin ones and windows in windows. Any other model is
     * left to OpenNLP.
     */
    public boolean isCompiled() {
        return isCompiled;
    }

    /** Returns a finder for one thread. */
    public NameFinder newFinder() {
        return finders.get();
    }
}

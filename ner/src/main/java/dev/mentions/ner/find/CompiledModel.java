package dev.mentions.ner.find;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import opennlp.tools.ml.BeamSearch;
import opennlp.tools.ml.maxent.GISModel;
import opennlp.tools.ml.model.AbstractModel;
import opennlp.tools.ml.perceptron.PerceptronModel;
import opennlp.tools.namefind.NameFinderME;
import opennlp.tools.namefind.TokenNameFinderFactory;
import opennlp.tools.namefind.TokenNameFinderModel;

/** All of a name-finder model that does not depend on the text, in flat arrays. Immutable, for any number of threads. */
final class CompiledModel {

    /** Bases of the hash to try until no two features of the model have the same; the first one practically always does. */
    private static final long[] BASES = {0x2545F4914F6CDD1DL, 0x9FB21C651E98DF25L, 0xD6E8FEB86659FD93L};

    final FeaturePlan plan;
    final FeatureWeights weights;
    final Outcomes outcomes;
    final int beamSize;

    /** Whether scores are scaled down to 1 before they become probabilities. */
    final boolean isPerceptron;

    final List<PhraseSet> dictionaries;

    /** For the outcome two tokens back, the scores that follow from it. */
    final double[] outcomeBeforeLast;

    /** For each previous outcome, the scores that follow from it alone; */
    final double[] lastOutcome;

    /** and which of them makes a feature with a word behind it; */
    final StartFilter lastOutcomeAndWord;

    /** and the hashes of what, with the word's class behind it, is a feature. */
    final long[] lastOutcomeAndClass;

    /** At which offsets but 0 a feature of a word is one of the model. */
    final StartFilter inWindow;

    /** Makes features as OpenNLP does. */
    final TokenNameFinderFactory factory;

    private CompiledModel(FeaturePlan plan, TokenNameFinderModel model, Features features, WeightFormat format)
            throws IOException {
        this.plan = plan;
        this.factory = model.getFactory();
        this.outcomes = new Outcomes(features.outcomes(), factory.createSequenceCodec());
        this.beamSize = beamSize(model);
        this.isPerceptron = features.isPerceptron();
        int states = outcomes.count() + 1;
        String[] beforeWords = new String[states];
        Arrays.setAll(beforeWords, state -> "pow=" + outcomes.name(state) + ",");
        String[] windows = IntStream.rangeClosed(plan.firstOffset(), plan.lastOffset())
                .mapToObj(FeaturePlan::prefix)
                .toArray(String[]::new);
        StartFilter beforeWord;
        StartFilter window;
        FeatureWeights.Builder builder;
        int base = 0;
        do {
            if (base == BASES.length) {
                throw new IOException("A feature is there twice, or features collide under every hash base there is");
            }
            TextHash hash = new TextHash(BASES[base++]);
            beforeWord = new StartFilter(hash, beforeWords, format.features() / 8);
            window = new StartFilter(hash, windows, format.features());
            builder = new FeatureWeights.Builder(hash, outcomes.count(), format, beforeWord, window);
            features.visit(builder);
        } while (builder.hasCollision());
        this.weights = builder.build();
        this.lastOutcomeAndWord = beforeWord;
        this.inWindow = window;
        this.dictionaries = plan.dictionaries.stream()
                .map(dictionary -> new PhraseSet(dictionary, weights.hash()))
                .toList();
        this.outcomeBeforeLast = new double[states * outcomes.count()];
        this.lastOutcome = new double[states * outcomes.count()];
        this.lastOutcomeAndClass = new long[states];
        for (int state = 0; state < states; state++) {
            String name = outcomes.name(state);
            weights.add("ppo=" + name, outcomeBeforeLast, state);
            weights.add("po=" + name, lastOutcome, state);
            lastOutcomeAndClass[state] = weights.hash().of("powf=" + name + ",");
        }
    }

    /**
     * Returns the compiled form of a model that OpenNLP has in memory; empty when it is of a kind that only OpenNLP itself
     * can run.
     *
     * @throws IOException when the description of its features cannot be read
     */
    static Optional<CompiledModel> of(TokenNameFinderModel model) throws IOException {
        Object weights = model.getArtifact(StoredModel.WEIGHTS);
        if (!(weights instanceof GISModel || weights instanceof PerceptronModel)) {
            return Optional.empty();
        }
        LoadedFeatures features = new LoadedFeatures((AbstractModel) weights);
        WeightFormat format = new WeightFormat();
        features.visit(format);
        return of(model, features, format);
    }

    /**
     * Returns the compiled form of a model in a file; empty when it is of a kind that only OpenNLP itself can run.
     *
     * @throws IOException when the file, or the description of the features in it, cannot be read
     */
    static Optional<CompiledModel> of(StoredModel model) throws IOException {
        return of(model.frame(), model, model.format());
    }

    private static Optional<CompiledModel> of(TokenNameFinderModel model, Features features, WeightFormat format)
            throws IOException {
        int outcomeCount = features.outcomes().length;
        boolean known = model.getFactory().getClass() == TokenNameFinderFactory.class
                && Outcomes.knows(model.getFactory().createSequenceCodec())
                && outcomeCount > 0
                && format.isPackable(outcomeCount)
                && beamSize(model) > 0;
        Optional<FeaturePlan> plan = known ? FeatureDescriptor.read(model) : Optional.empty();
        return plan.isPresent() && plan.get().dictionaries.size() <= Long.SIZE
                ? Optional.of(new CompiledModel(plan.get(), model, features, format))
                : Optional.empty();
    }

    private static int beamSize(TokenNameFinderModel model) throws IOException {
        String size = model.getManifestProperty(BeamSearch.BEAM_SIZE_PARAMETER);
        try {
            return size == null ? NameFinderME.DEFAULT_BEAM_SIZE : Integer.parseInt(size);
        } catch (NumberFormatException e) {
            throw new IOException("The model's beam has the size " + size, e);
        }
    }
}

package dev.mentions.ner.find;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import opennlp.tools.ml.BeamSearch;
import opennlp.tools.ml.maxent.GISModel;
import opennlp.tools.ml.model.AbstractModel;
import opennlp.tools.ml.model.Context;
import opennlp.tools.ml.perceptron.PerceptronModel;
import opennlp.tools.namefind.NameFinderME;
import opennlp.tools.namefind.TokenNameFinderFactory;
import opennlp.tools.namefind.TokenNameFinderModel;
import opennlp.tools.util.SequenceCodec;

/** All of a name-finder model that does not depend on the text, in flat arrays. Immutable, for any number of threads. */
final class CompiledModel {

    private static final String WEIGHTS_ARTIFACT = "nameFinder.model";

    final FeaturePlan plan;
    final FeatureWeights weights;
    final Outcomes outcomes;
    final int beamSize;

    /** Whether scores are scaled down to 1 before they become probabilities, as a perceptron's are. */
    final boolean scaled;

    final List<PhraseSet> dictionaries;

    /** For the outcome two tokens back, the scores that follow from it. */
    final double[] outcomeBeforeLast;

    /** For each previous outcome, the scores that follow from it alone; */
    final double[] lastOutcome;

    /** and the rows of what is made of it and a word; */
    final RowGroups lastOutcomeAndWord;

    /** and the hashes of what, with the word's class behind it, is a feature. */
    final long[] lastOutcomeAndClass;

    /** For each offset but 0, the rows of features of a word there. */
    final RowGroups inWindow;

    private CompiledModel(FeaturePlan plan, AbstractModel model, SequenceCodec<String> codec, int beamSize) {
        this.plan = plan;
        Map<String, Context> features = features(model);
        this.weights = FeatureWeights.of(features, model.getNumOutcomes());
        this.outcomes = new Outcomes(model, codec);
        this.beamSize = beamSize;
        this.scaled = model instanceof PerceptronModel;
        this.dictionaries = plan.dictionaries.stream()
                .map(dictionary -> new PhraseSet(dictionary, weights.hash()))
                .toList();
        int states = outcomes.count() + 1;
        this.outcomeBeforeLast = new double[states * outcomes.count()];
        this.lastOutcome = new double[states * outcomes.count()];
        this.lastOutcomeAndClass = new long[states];
        String[] beforeWords = new String[states];
        for (int state = 0; state < states; state++) {
            String name = outcomes.name(state);
            weights.add("ppo=" + name, outcomeBeforeLast, state);
            weights.add("po=" + name, lastOutcome, state);
            beforeWords[state] = "pow=" + name + ",";
            lastOutcomeAndClass[state] = weights.hash().of("powf=" + name + ",");
        }
        this.lastOutcomeAndWord = new RowGroups(features.keySet(), weights, beforeWords);
        String[] windows = IntStream.rangeClosed(plan.firstOffset(), plan.lastOffset())
                .mapToObj(FeaturePlan::prefix)
                .toArray(String[]::new);
        this.inWindow = new RowGroups(features.keySet(), weights, windows);
    }

    @SuppressWarnings("unchecked") // What OpenNLP says stands there.
    private static Map<String, Context> features(AbstractModel model) {
        return (Map<String, Context>) model.getDataStructures()[1];
    }

    /** Returns the compiled form; empty when the model is of a kind that only OpenNLP itself can run. */
    static Optional<CompiledModel> of(TokenNameFinderModel model) {
        TokenNameFinderFactory factory = model.getFactory();
        SequenceCodec<String> codec = factory.createSequenceCodec();
        Object weights = model.getArtifact(WEIGHTS_ARTIFACT);
        boolean known = factory.getClass() == TokenNameFinderFactory.class
                && Outcomes.knows(codec)
                && (weights instanceof GISModel || weights instanceof PerceptronModel);
        return known
                ? FeatureDescriptor.read(model)
                        .filter(plan -> plan.dictionaries.size() <= Long.SIZE && beamSize(model) > 0)
                        .map(plan -> new CompiledModel(plan, (AbstractModel) weights, codec, beamSize(model)))
                : Optional.empty();
    }

    private static int beamSize(TokenNameFinderModel model) {
        String size = model.getManifestProperty(BeamSearch.BEAM_SIZE_PARAMETER);
        return size == null ? NameFinderME.DEFAULT_BEAM_SIZE : Integer.parseInt(size);
    }
}

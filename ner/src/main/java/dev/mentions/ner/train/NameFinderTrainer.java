package dev.mentions.ner.train;

import static java.util.Objects.requireNonNull;

import dev.mentions.ner.corpus.LabelledSentence;
import dev.mentions.ner.extract.NerModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import opennlp.tools.ml.model.MaxentModel;
import opennlp.tools.namefind.BilouCodec;
import opennlp.tools.namefind.NameContextGenerator;
import opennlp.tools.namefind.TokenNameFinderFactory;
import opennlp.tools.namefind.TokenNameFinderModel;
import opennlp.tools.util.Span;

/**
 * Trains OpenNLP name-finder models. With the standard recipe it takes one core for minutes, and a heap of 6 GB.
 */
public final class NameFinderTrainer {

    private static final String LANGUAGE = "eng";

    private static final BilouCodec CODEC = new BilouCodec();

    private final TrainingRecipe recipe;
    private final TrainingListener listener;
    private final byte[] features;
    private final TokenNameFinderFactory factory;

    public NameFinderTrainer(TrainingRecipe recipe, TrainingListener listener) {
        this.recipe = requireNonNull(recipe, "recipe");
        this.listener = requireNonNull(listener, "listener");
        this.features = recipe.features().getBytes(StandardCharsets.UTF_8);
        this.factory = new TokenNameFinderFactory(features, Map.of(), CODEC);
    }

    /**
     * Trains a model from the corpora.
     *
     * @param corpora the folder that holds {@code ner}
     * @throws IOException when a file is absent or malformed
     */
    public NerModel train(Path corpora) throws IOException {
        TrainingEvents events = new TrainingEvents();
        for (TrainingRecipe.Portion portion : recipe.portions()) {
            List<LabelledSentence> sentences = portion.part().read(corpora);
            collect(sentences, portion.times(), events);
            listener.corpusRead(portion.part().name(), sentences.size());
        }
        return learn(events);
    }

    /** Trains a model from sentences; the recipe's portions are not read. */
    public NerModel train(List<LabelledSentence> sentences) {
        TrainingEvents events = new TrainingEvents();
        collect(sentences, 1, events);
        return learn(events);
    }

    private void collect(List<LabelledSentence> sentences, int times, TrainingEvents events) {
        NameContextGenerator contexts = factory.createContextGenerator();
        for (LabelledSentence sentence : sentences) {
            String[] tokens = sentence.tokens().toArray(String[]::new);
            Span[] names = sentence.names().stream()
                    .map(name -> new Span(name.start(), name.end(), name.type().label()))
                    .toArray(Span[]::new);
            String[] outcomes = CODEC.encode(names, tokens.length);
            if (sentence.startsDocument()) {
                contexts.clearAdaptiveData();
            }
            String[][] features = new String[tokens.length][];
            for (int token = 0; token < tokens.length; token++) {
                features[token] = contexts.getContext(token, tokens, outcomes, null);
            }
            contexts.updateAdaptiveData(tokens, outcomes);
            events.add(features, outcomes, times);
        }
    }

    private NerModel learn(TrainingEvents events) {
        String[] featureNames = events.cut(recipe.cutoff());
        MaxentModel weights = new AveragedPerceptron(featureNames, events.outcomeNames())
                .train(events.sentences(), recipe.passes(), recipe.seed(), listener);
        return new NerModel(new TokenNameFinderModel(
                LANGUAGE, weights, recipe.beamSize(), features, Map.of(), Map.of(), CODEC, factory));
    }
}

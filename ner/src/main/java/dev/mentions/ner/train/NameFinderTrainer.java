package dev.mentions.ner.train;

import static java.util.Objects.requireNonNull;

import dev.mentions.ner.corpus.CorpusPart;
import dev.mentions.ner.corpus.LabelledSentence;
import dev.mentions.ner.extract.NerModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import opennlp.tools.ml.BeamSearch;
import opennlp.tools.ml.TrainerFactory;
import opennlp.tools.ml.model.Event;
import opennlp.tools.ml.model.MaxentModel;
import opennlp.tools.ml.perceptron.PerceptronTrainer;
import opennlp.tools.monitoring.StopCriteria;
import opennlp.tools.monitoring.TrainingMeasure;
import opennlp.tools.monitoring.TrainingProgressMonitor;
import opennlp.tools.namefind.BilouCodec;
import opennlp.tools.namefind.NameFinderEventStream;
import opennlp.tools.namefind.NameSample;
import opennlp.tools.namefind.TokenNameFinderFactory;
import opennlp.tools.namefind.TokenNameFinderModel;
import opennlp.tools.util.ObjectStream;
import opennlp.tools.util.ObjectStreamUtils;
import opennlp.tools.util.Span;
import opennlp.tools.util.TrainingConfiguration;
import opennlp.tools.util.TrainingParameters;

/** Trains name-finder models with OpenNLP's averaged perceptron. Takes one core for minutes, and about 4 GB of heap. */
public final class NameFinderTrainer {

    private static final String LANGUAGE = "eng";

    private final TrainingRecipe recipe;
    private final TrainingListener listener;

    public NameFinderTrainer(TrainingRecipe recipe, TrainingListener listener) {
        this.recipe = requireNonNull(recipe, "recipe");
        this.listener = requireNonNull(listener, "listener");
    }

    /**
     * Trains a model from the corpora.
     *
     * @param corpora the folder that holds {@code ner}
     * @throws IOException when a file is absent or malformed
     */
    public NerModel train(Path corpora) throws IOException {
        List<LabelledSentence> sentences = new ArrayList<>();
        for (CorpusPart part : recipe.parts()) {
            List<LabelledSentence> read = part.read(corpora);
            sentences.addAll(read);
            listener.corpusRead(part.name(), read.size());
        }
        return train(sentences);
    }

    /** Trains a model from sentences; the recipe's parts are not read. */
    public NerModel train(List<LabelledSentence> sentences) throws IOException {
        BilouCodec codec = new BilouCodec();
        byte[] features = recipe.features().getBytes(StandardCharsets.UTF_8);
        TokenNameFinderFactory factory = new TokenNameFinderFactory(features, Map.of(), codec);
        Map<String, String> manifest = new HashMap<>();
        try (ObjectStream<Event> events = new NameFinderEventStream(
                ObjectStreamUtils.createObjectStream(samples(sentences)),
                null,
                factory.createContextGenerator(),
                codec)) {
            MaxentModel weights = TrainerFactory.getEventTrainer(parameters(), manifest, monitoring())
                    .train(events);
            return new NerModel(new TokenNameFinderModel(
                    LANGUAGE, weights, recipe.beamSize(), features, Map.of(), manifest, codec, factory));
        }
    }

    private TrainingParameters parameters() {
        TrainingParameters parameters = new TrainingParameters();
        parameters.put(TrainingParameters.ALGORITHM_PARAM, PerceptronTrainer.PERCEPTRON_VALUE);
        parameters.put(TrainingParameters.ITERATIONS_PARAM, recipe.iterations());
        parameters.put(TrainingParameters.CUTOFF_PARAM, recipe.cutoff());
        parameters.put(BeamSearch.BEAM_SIZE_PARAMETER, recipe.beamSize());
        return parameters;
    }

    private List<NameSample> samples(List<LabelledSentence> sentences) {
        List<List<LabelledSentence>> documents = new ArrayList<>();
        for (LabelledSentence sentence : sentences) {
            if (sentence.startsDocument() || documents.isEmpty()) {
                documents.add(new ArrayList<>());
            }
            documents.get(documents.size() - 1).add(sentence);
        }
        Collections.shuffle(documents, new Random(recipe.seed()));
        List<NameSample> samples = new ArrayList<>(sentences.size());
        for (List<LabelledSentence> document : documents) {
            for (int i = 0; i < document.size(); i++) {
                samples.add(sample(document.get(i), i == 0));
            }
        }
        return samples;
    }

    private static NameSample sample(LabelledSentence sentence, boolean startsDocument) {
        Span[] names = sentence.names().stream()
                .map(name -> new Span(name.start(), name.end(), name.type().label()))
                .toArray(Span[]::new);
        return new NameSample(sentence.tokens().toArray(String[]::new), names, startsDocument);
    }

    private TrainingConfiguration monitoring() {
        TrainingProgressMonitor monitor = new TrainingProgressMonitor() {
            @Override
            public void finishedIteration(
                    int iteration, int correct, int total, TrainingMeasure measure, double accuracy) {
                listener.iterationFinished(iteration, recipe.iterations(), (double) correct / total);
            }

            @Override
            public void finishedTraining(int iterations, StopCriteria<?> reason) {}

            @Override
            public boolean isTrainingFinished() {
                return false;
            }

            @Override
            public void display(boolean clear) {}
        };
        return new TrainingConfiguration(monitor, null);
    }
}

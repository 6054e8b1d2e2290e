package dev.mentions.ner.train;

import static java.util.Objects.requireNonNull;

import dev.mentions.ner.cluster.WordClasses;
import dev.mentions.ner.cluster.WordSequence;
import dev.mentions.ner.corpus.CorpusPart;
import dev.mentions.ner.corpus.LabelledSentence;
import dev.mentions.ner.corpus.OpenText;
import dev.mentions.ner.extract.NerModel;
import dev.mentions.ner.extract.TextSentences;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import opennlp.tools.namefind.BilouCodec;
import opennlp.tools.namefind.NameContextGenerator;
import opennlp.tools.namefind.TokenNameFinderFactory;
import opennlp.tools.namefind.TokenNameFinderModel;
import opennlp.tools.util.Span;

/**
 * Trains OpenNLP name-finder models. With the standard recipe it takes eight minutes of two cores, and a heap of 12 GB.
 */
public final class NameFinderTrainer {

    private static final String LANGUAGE = "eng";

    private static final BilouCodec CODEC = new BilouCodec();

    /** Gives a model of all gold sentences and some silver ones. */
    private interface Training {

        /**
         * Trains it.
         *
         * @param taken tells by a silver sentence's index whether to take it
         * @param models how many to average
         */
        NerModel of(IntPredicate taken, int models);
    }

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
     * @param corpora the folder that holds {@code ner}, {@code gazetteers} and {@code unlabelled}
     * @throws IOException when a file is absent or malformed
     */
    public NerModel train(Path corpora) throws IOException {
        List<LabelledSentence> gold = read(recipe.gold(), corpora);
        List<LabelledSentence> silver = read(recipe.silver(), corpora);
        Lexicon lexicon = Lexicon.of(corpora, WordClasses.of(openText(corpora)));
        return train(gold, silver, lexicon);
    }

    /** Trains a model from sentences alone; the recipe's parts of the corpora are not read. */
    public NerModel train(List<LabelledSentence> gold, List<LabelledSentence> silver) {
        return train(gold, silver, Lexicon.empty());
    }

    private List<LabelledSentence> read(List<CorpusPart> parts, Path corpora) throws IOException {
        List<LabelledSentence> sentences = new ArrayList<>();
        for (CorpusPart part : parts) {
            List<LabelledSentence> read = part.read(corpora);
            listener.corpusRead(part.name(), read.size());
            sentences.addAll(read);
        }
        return sentences;
    }

    private WordSequence openText(Path corpora) throws IOException {
        WordSequence.Builder text = new WordSequence.Builder();
        TextSentences sentences = new TextSentences();
        for (OpenText part : OpenText.ALL) {
            part.forEachParagraph(corpora, paragraph -> sentences.forEach(paragraph, text::add));
            listener.textRead(part.file(), text.length());
        }
        return text.build(recipe.minOccurrences());
    }

    private NerModel train(List<LabelledSentence> gold, List<LabelledSentence> silver, Lexicon lexicon) {
        TrainingEvents events = new TrainingEvents();
        List<MarginPerceptron.Lesson> goldLessons = lessons(gold, recipe.goldTimes(), lexicon, events);
        List<MarginPerceptron.Lesson> silverLessons = lessons(silver, 1, lexicon, events);
        Training trained = (taken, models) -> {
            List<MarginPerceptron.Lesson> lessons = new ArrayList<>(goldLessons);
            IntStream.range(0, silver.size())
                    .filter(taken)
                    .mapToObj(silverLessons::get)
                    .forEach(lessons::add);
            return learn(lessons, models, lexicon, events);
        };
        if (recipe.silverFolds() == 0 || silver.isEmpty()) {
            return trained.of(index -> true, recipe.learning().models());
        }
        boolean[] confirmed = new SilverCheck(recipe.silverFolds()).confirmed(silver, taken -> trained.of(taken, 1));
        IntPredicate isConfirmed = index -> confirmed[index];
        listener.silverChecked(silver.size(), (int)
                IntStream.range(0, silver.size()).filter(isConfirmed).count());
        return trained.of(isConfirmed, recipe.learning().models());
    }

    private List<MarginPerceptron.Lesson> lessons(
            List<LabelledSentence> sentences, int times, Lexicon lexicon, TrainingEvents events) {
        NameContextGenerator contexts = factory.createContextGenerator();
        List<MarginPerceptron.Lesson> lessons = new ArrayList<>(sentences.size());
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
                features[token] = Stream.concat(
                                // Without earlier outcomes, OpenNLP leaves out the features of them.
                                Arrays.stream(contexts.getContext(token, tokens, null, null)),
                                lexicon.features(tokens, token).stream())
                        .toArray(String[]::new);
            }
            contexts.updateAdaptiveData(tokens, outcomes);
            lessons.add(new MarginPerceptron.Lesson(events.sentence(tokens, features, outcomes), times));
        }
        return lessons;
    }

    private NerModel learn(List<MarginPerceptron.Lesson> lessons, int models, Lexicon lexicon, TrainingEvents events) {
        FeatureWeights weights = new FeatureWeights(events.outcomeNames());
        for (int model = 0; model < models; model++) {
            listener.modelStarted(model + 1, models, lessons.size());
            weights.add(
                    new MarginPerceptron(events, recipe.learning(), recipe.seed() + model).train(lessons, listener));
        }
        weights.divide(models);
        lexicon.fold(weights);
        return new NerModel(new TokenNameFinderModel(
                LANGUAGE,
                weights.toModel(recipe.form().pruning(), recipe.form().temperature()),
                recipe.form().beamSize(),
                features,
                Map.of(),
                Map.of(),
                CODEC,
                factory));
    }
}

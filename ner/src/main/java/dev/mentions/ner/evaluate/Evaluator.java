package dev.mentions.ner.evaluate;

import static java.util.Objects.requireNonNull;

import dev.mentions.ner.corpus.BioReader;
import dev.mentions.ner.corpus.LabelledSentence;
import dev.mentions.ner.corpus.NameSpan;
import dev.mentions.ner.extract.EntityType;
import dev.mentions.ner.extract.NerModel;
import dev.mentions.ner.find.FoundNames;
import dev.mentions.ner.find.NameFinder;
import dev.mentions.ner.find.Tokens;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Measures a model on labelled sentences, by their own tokens. For one thread at a time. */
public final class Evaluator {

    private final NerModel model;

    public Evaluator(NerModel model) {
        this.model = requireNonNull(model, "model");
    }

    /**
     * Measures on a BIO file.
     *
     * @throws dev.mentions.ner.corpus.BioFormatException when a line is malformed; it names file and line
     * @throws IOException when the file cannot be read
     */
    public EvaluationReport evaluate(Path file) throws IOException {
        return evaluate(file.toString(), BioReader.read(file));
    }

    /**
     * Measures on sentences.
     *
     * @param name stands in the report for the file
     */
    public EvaluationReport evaluate(String name, List<LabelledSentence> sentences) {
        NameFinder finder = model.newNameFinder();
        List<List<NameSpan>> found = new ArrayList<>(sentences.size());
        long tokens = 0;
        long start = System.nanoTime();
        for (LabelledSentence sentence : sentences) {
            if (sentence.startsDocument()) {
                finder.startDocument();
            }
            tokens += sentence.tokens().size();
            found.add(names(finder.find(Tokens.of(sentence.tokens()))));
        }
        double seconds = Math.max(1, System.nanoTime() - start) / 1e9;
        return EvaluationReport.of(name, score(sentences, found), tokens / seconds);
    }

    /** Returns each type's score, by label, in the order of the types. */
    static Map<String, TypeScore> score(List<LabelledSentence> sentences, List<List<NameSpan>> found) {
        Map<String, TypeScore> perType = new LinkedHashMap<>();
        for (EntityType type : EntityType.values()) {
            perType.put(type.label(), score(type, sentences, found));
        }
        return perType;
    }

    private static List<NameSpan> names(FoundNames found) {
        List<NameSpan> names = new ArrayList<>(found.size());
        for (int i = 0; i < found.size(); i++) {
            int start = found.start(i);
            int end = found.end(i);
            EntityType.ofLabel(found.type(i)).ifPresent(type -> names.add(new NameSpan(start, end, type)));
        }
        return names;
    }

    private static TypeScore score(EntityType type, List<LabelledSentence> sentences, List<List<NameSpan>> found) {
        Predicate<NameSpan> ofType = name -> name.type() == type;
        int correct = 0;
        int predicted = 0;
        int gold = 0;
        for (int i = 0; i < sentences.size(); i++) {
            List<NameSpan> expected = sentences.get(i).names();
            correct += count(found.get(i), ofType.and(expected::contains));
            predicted += count(found.get(i), ofType);
            gold += count(expected, ofType);
        }
        return TypeScore.of(correct, predicted, gold);
    }

    private static int count(List<NameSpan> names, Predicate<NameSpan> condition) {
        return (int) names.stream().filter(condition).count();
    }
}

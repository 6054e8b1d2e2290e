package dev.mentions.ner.evaluate;

import static java.util.Objects.requireNonNull;

import dev.mentions.ner.corpus.BioReader;
import dev.mentions.ner.corpus.LabelledSentence;
import dev.mentions.ner.corpus.NameSpan;
import dev.mentions.ner.extract.EntityType;
import dev.mentions.ner.extract.NerModel;
import dev.mentions.ner.extract.TypeAgreement;
import dev.mentions.ner.find.NameFinder;
import dev.mentions.ner.find.Tokens;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import opennlp.tools.util.Span;

/**
 * Measures a model on labelled sentences, by their own tokens, with the types that {@link TypeAgreement} gives. For one
 * thread at a time.
 */
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
        List<Span[]> found = new ArrayList<>(sentences.size());
        long tokens = 0;
        long start = System.nanoTime();
        for (LabelledSentence sentence : sentences) {
            if (sentence.startsDocument()) {
                finder.startDocument();
            }
            tokens += sentence.tokens().size();
            found.add(finder.find(Tokens.of(sentence.tokens())).toSpans());
        }
        double seconds = Math.max(1, System.nanoTime() - start) / 1e9;
        return EvaluationReport.of(name, score(sentences, agreed(sentences, found)), tokens / seconds);
    }

    /** Returns the names as an extractor would have them that reads one document after the other. */
    private static List<List<NameSpan>> agreed(List<LabelledSentence> sentences, List<Span[]> found) {
        List<List<NameSpan>> agreed = new ArrayList<>(sentences.size());
        for (int start = 0; start < sentences.size(); start = agreed.size()) {
            int end = start + 1;
            while (end < sentences.size() && !sentences.get(end).startsDocument()) {
                end++;
            }
            List<String[]> words = sentences.subList(start, end).stream()
                    .map(sentence -> sentence.tokens().toArray(String[]::new))
                    .toList();
            TypeAgreement.of(words, found.subList(start, end)).forEach(names -> agreed.add(names(names)));
        }
        return agreed;
    }

    /** Returns each type's score, by label, in the order of the types. */
    static Map<String, TypeScore> score(List<LabelledSentence> sentences, List<List<NameSpan>> found) {
        Map<String, TypeScore> perType = new LinkedHashMap<>();
        for (EntityType type : EntityType.values()) {
            perType.put(type.label(), score(type, sentences, found));
        }
        return perType;
    }

    private static List<NameSpan> names(Span[] spans) {
        return Arrays.stream(spans)
                .flatMap(span -> EntityType.ofLabel(span.getType()).stream()
                        .map(type -> new NameSpan(span.getStart(), span.getEnd(), type)))
                .toList();
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

package dev.mentions.ner.find;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Adds what features of several tokens in a row give. For one thread. */
final class SequenceScores {

    /** OpenNLP has 16 classes of words. */
    private static final int MAX_CLASSES = 16;

    private final FeatureWeights weights;
    private final WordScores words;
    private final int outcomeCount;
    private final int symbolCount;
    private final FeaturePlan.Sequence[] sequences;
    private final long[] prefixes;

    /** For each sequence of classes and classes in a row, a score for every outcome, once it was asked for. */
    private final double[] @Nullable [][] ofClasses;

    /** The hashes and powers of a sentence's tokens, symbol by symbol; near each other, as those of words are not. */
    private long[] hashes = new long[0];

    private long[] powers = new long[0];
    private int[] classes = new int[0];

    SequenceScores(CompiledModel model, WordScores words) {
        this.weights = model.weights;
        this.words = words;
        this.outcomeCount = model.outcomes.count();
        this.symbolCount = model.plan.symbolCount();
        this.sequences = model.plan.sequences.toArray(FeaturePlan.Sequence[]::new);
        this.prefixes = Arrays.stream(sequences)
                .mapToLong(sequence -> weights.hash().of(sequence.prefix()))
                .toArray();
        this.ofClasses = new double[sequences.length][0][];
        for (int i = 0; i < sequences.length; i++) {
            if (sequences[i].symbol() == FeaturePlan.WORD_CLASS) {
                ofClasses[i] = new double[(int) Math.pow(MAX_CLASSES, sequences[i].length())][];
            }
        }
    }

    /** Adds to the scores of a sentence's tokens, whose words have these numbers. */
    void addTo(double[] scores, int[] numbers, int size) {
        if (sequences.length == 0) {
            return;
        }
        gather(numbers, size);
        for (int i = 0; i < sequences.length; i++) {
            FeaturePlan.Sequence sequence = sequences[i];
            int first = Math.max(0, sequence.offset());
            int last = Math.min(size - sequence.length(), size - 1 + sequence.offset());
            boolean classesOnly = sequence.symbol() == FeaturePlan.WORD_CLASS && words.classCount() <= MAX_CLASSES;
            for (int start = first; start <= last; start++) {
                int at = (start - sequence.offset()) * outcomeCount;
                if (classesOnly) {
                    double[] known = ofClasses(i, start, size);
                    for (int outcome = 0; outcome < outcomeCount; outcome++) {
                        scores[at + outcome] += known[outcome];
                    }
                } else {
                    weights.add(row(i, start, size), scores, at);
                }
            }
        }
    }

    private void gather(int[] numbers, int size) {
        if (classes.length < size) {
            hashes = new long[2 * size * symbolCount];
            powers = new long[2 * size * symbolCount];
            classes = new int[2 * size];
        }
        for (int token = 0; token < size; token++) {
            classes[token] = words.wordClass(numbers[token]);
            for (int symbol = 0; symbol < symbolCount; symbol++) {
                hashes[symbol * size + token] = words.symbolHash(numbers[token], symbol);
                powers[symbol * size + token] = words.symbolPower(numbers[token], symbol);
            }
        }
    }

    private double[] ofClasses(int sequence, int start, int size) {
        int index = 0;
        for (int token = start; token < start + sequences[sequence].length(); token++) {
            index = index * MAX_CLASSES + classes[token];
        }
        double[] known = ofClasses[sequence][index];
        if (known == null) {
            known = new double[outcomeCount];
            weights.add(row(sequence, start, size), known, 0);
            ofClasses[sequence][index] = known;
        }
        return known;
    }

    /** Returns the row of a sequence that starts at a token; absent too where a token has no such symbol. */
    private int row(int sequence, int start, int size) {
        TextHash hash = weights.hash();
        int from = sequences[sequence].symbol() * size + start;
        long feature = prefixes[sequence];
        boolean complete = true;
        for (int i = from; i < from + sequences[sequence].length(); i++) {
            feature = hash.append(i == from ? feature : hash.append(feature, ','), hashes[i], powers[i]);
            complete &= powers[i] != 0;
        }
        return complete ? weights.row(feature) : LongTable.ABSENT;
    }
}

package dev.mentions.ner.find;

import java.util.Arrays;
import java.util.List;

/** The part of a sentence's scores that does not depend on what is decided on its earlier tokens. For one thread. */
final class SentenceScores {

    private final CompiledModel model;
    private final FeatureWeights weights;
    private final WordCache cache;
    private final WordScores words;
    private final SequenceScores sequences;
    private final DocumentMemory memory;
    private final int outcomeCount;

    private final int[] edgeRows;

    /** For each offset at which they count, and each earlier outcome of a word or none, its scores. */
    private final double[] previousOutcomes;

    private final int[] inDictionaryRows;
    private final long[] inDictionaryPrefixes;

    private int[] numbers = new int[64];
    private long[] inEntry = new long[64];
    private double[] scores = new double[0];
    private int size;

    SentenceScores(CompiledModel model, WordCache cache, DocumentMemory memory) {
        this.model = model;
        this.weights = model.weights;
        this.cache = cache;
        this.words = cache.scores();
        this.sequences = new SequenceScores(model, words);
        this.memory = memory;
        this.outcomeCount = model.outcomes.count();
        FeaturePlan plan = model.plan;
        TextHash hash = weights.hash();
        this.edgeRows = plan.edges.stream()
                .mapToInt(edge -> weights.row(hash.of(edge.text())))
                .toArray();
        this.previousOutcomes = previousOutcomes(model);
        this.inDictionaryRows = plan.inDictionaries.stream()
                .mapToInt(feature -> weights.row(hash.of(FeaturePlan.prefix(feature.offset()) + ":w=dic")))
                .toArray();
        this.inDictionaryPrefixes = plan.inDictionaries.stream()
                .mapToLong(feature -> hash.of(FeaturePlan.prefix(feature.offset()) + ":w=dic="))
                .toArray();
    }

    private static double[] previousOutcomes(CompiledModel model) {
        List<Integer> offsets = model.plan.previousOutcomeOffsets;
        int states = model.outcomes.count() + 1;
        double[] scores = new double[offsets.size() * states * model.outcomes.count()];
        for (int i = 0; i < offsets.size(); i++) {
            for (int state = 0; state < states; state++) {
                String outcome = state == states - 1 ? "null" : model.outcomes.name(state);
                model.weights.add(FeaturePlan.prefix(offsets.get(i)) + "pd=" + outcome, scores, i * states + state);
            }
        }
        return scores;
    }

    /** Works out the scores of a sentence. */
    void compute(Tokens sentence) {
        size = sentence.size();
        if (numbers.length < size) {
            numbers = new int[2 * size];
            inEntry = new long[2 * size];
        }
        if (scores.length < size * outcomeCount) {
            scores = new double[2 * size * outcomeCount];
        }
        cache.startSentence();
        for (int token = 0; token < size; token++) {
            numbers[token] = cache.word(sentence.text(), sentence.start(token), sentence.end(token));
        }
        Arrays.fill(scores, 0, size * outcomeCount, 0);
        for (int token = 0; token < size; token++) {
            words.addTo(numbers[token], token, size, scores);
        }
        sequences.addTo(scores, numbers, size);
        addEdges();
        addPreviousOutcomes();
        if (!model.dictionaries.isEmpty()) {
            addDictionaries();
        }
    }

    /** Returns a score for every outcome of every token, token by token. */
    double[] scores() {
        return scores;
    }

    /** Returns the number of a token's word. */
    int word(int token) {
        return numbers[token];
    }

    /** Returns what the document's memory knows a token's word by. */
    long hash(int token) {
        return words.symbolHash(numbers[token], FeaturePlan.WORD);
    }

    private void addEdges() {
        for (int i = 0; i < edgeRows.length; i++) {
            FeaturePlan.Edge edge = model.plan.edges.get(i);
            int token = (edge.begin() ? 0 : size - 1) - edge.offset();
            if (token >= 0 && token < size) {
                weights.add(edgeRows[i], scores, token * outcomeCount);
            }
        }
    }

    private void addPreviousOutcomes() {
        List<Integer> offsets = model.plan.previousOutcomeOffsets;
        for (int other = 0; other < size && !offsets.isEmpty(); other++) {
            int known = memory.get(hash(other));
            int state = known == DocumentMemory.UNSEEN ? outcomeCount : known;
            for (int i = 0; i < offsets.size(); i++) {
                int token = other - offsets.get(i);
                if (token >= 0 && token < size) {
                    int from = (i * (outcomeCount + 1) + state) * outcomeCount;
                    for (int outcome = 0; outcome < outcomeCount; outcome++) {
                        scores[token * outcomeCount + outcome] += previousOutcomes[from + outcome];
                    }
                }
            }
        }
    }

    private void addDictionaries() {
        Arrays.fill(inEntry, 0, size, 0);
        for (int i = 0; i < model.dictionaries.size(); i++) {
            findEntries(model.dictionaries.get(i), 1L << i);
        }
        TextHash hash = weights.hash();
        for (int i = 0; i < inDictionaryRows.length; i++) {
            FeaturePlan.InDictionary feature = model.plan.inDictionaries.get(i);
            int first = Math.max(0, feature.offset());
            int last = Math.min(size - 1, size - 1 + feature.offset());
            for (int other = first; other <= last; other++) {
                if ((inEntry[other] & (1L << feature.dictionary())) != 0) {
                    int at = (other - feature.offset()) * outcomeCount;
                    weights.add(inDictionaryRows[i], scores, at);
                    long power = words.symbolPower(numbers[other], FeaturePlan.WORD);
                    weights.add(weights.row(hash.append(inDictionaryPrefixes[i], hash(other), power)), scores, at);
                }
            }
        }
    }

    /** Marks the tokens of a dictionary's entries: from the left, and of several from one token the longest. */
    private void findEntries(PhraseSet dictionary, long bit) {
        int token = 0;
        while (token < size) {
            int end = (words.startedIn(numbers[token]) & bit) == 0 ? token : endOfEntry(dictionary, token);
            for (int i = token; i < end; i++) {
                inEntry[i] |= bit;
            }
            token = Math.max(end, token + 1);
        }
    }

    /** Returns where the longest entry from a token ends; the token itself when none starts there. */
    private int endOfEntry(PhraseSet dictionary, int token) {
        int end = token;
        long state = PhraseSet.EMPTY;
        for (int i = token; i < size; i++) {
            state = PhraseSet.step(state, words.symbolHash(numbers[i], dictionary.symbol()));
            int found = dictionary.get(state);
            if (found == PhraseSet.NONE) {
                break;
            }
            if (found == PhraseSet.ENTRY) {
                end = i + 1;
            }
        }
        return end;
    }
}

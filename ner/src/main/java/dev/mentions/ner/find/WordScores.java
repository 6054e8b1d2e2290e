package dev.mentions.ner.find;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import opennlp.tools.util.StringUtil;
import opennlp.tools.util.featuregen.BrownCluster;
import opennlp.tools.util.featuregen.BrownTokenClasses;
import opennlp.tools.util.featuregen.FeatureGeneratorUtil;

/** What words give to scores, each word by its number. For one thread. */
final class WordScores {

    private final CompiledModel model;
    private final TextHash hash;
    private final int outcomeCount;
    private final int stateCount;
    private final int firstOffset;
    private final int offsetCount;
    private final int symbolCount;

    private final List<String> classNames = new ArrayList<>();

    /** For each word and each offset from it, a score for every outcome. */
    private double[] scores;

    /** For each word and previous outcome, the row of what is made of both. */
    private int[] afterOutcomeRows;

    /** For each word and symbol its hash and power; the power is 0 where the word has no such symbol. */
    private long[] symbolHashes;

    private long[] symbolPowers;

    private int[] classes;

    /** For each word, the dictionaries that have an entry starting with it, a bit for each. */
    private long[] startedIn;

    /** For each word class and previous outcome, a score for every outcome, from both and from the latter alone. */
    private double[] afterOutcome = new double[0];

    WordScores(CompiledModel model, int capacity) {
        this.model = model;
        this.hash = model.weights.hash();
        this.outcomeCount = model.outcomes.count();
        this.stateCount = outcomeCount + 1;
        this.firstOffset = model.plan.firstOffset();
        this.offsetCount = model.plan.lastOffset() - firstOffset + 1;
        this.symbolCount = model.plan.symbolCount();
        this.scores = new double[capacity * offsetCount * outcomeCount];
        this.afterOutcomeRows = new int[capacity * stateCount];
        this.symbolHashes = new long[capacity * symbolCount];
        this.symbolPowers = new long[capacity * symbolCount];
        this.classes = new int[capacity];
        this.startedIn = new long[capacity];
    }

    void resize(int capacity) {
        scores = Arrays.copyOf(scores, capacity * offsetCount * outcomeCount);
        afterOutcomeRows = Arrays.copyOf(afterOutcomeRows, capacity * stateCount);
        symbolHashes = Arrays.copyOf(symbolHashes, capacity * symbolCount);
        symbolPowers = Arrays.copyOf(symbolPowers, capacity * symbolCount);
        classes = Arrays.copyOf(classes, capacity);
        startedIn = Arrays.copyOf(startedIn, capacity);
    }

    void move(int from, int to) {
        int width = offsetCount * outcomeCount;
        System.arraycopy(scores, from * width, scores, to * width, width);
        System.arraycopy(afterOutcomeRows, from * stateCount, afterOutcomeRows, to * stateCount, stateCount);
        System.arraycopy(symbolHashes, from * symbolCount, symbolHashes, to * symbolCount, symbolCount);
        System.arraycopy(symbolPowers, from * symbolCount, symbolPowers, to * symbolCount, symbolCount);
        classes[to] = classes[from];
        startedIn[to] = startedIn[from];
    }

    /** Works out all that follows from a word. */
    void put(int word, String text) {
        Arrays.fill(scores, word * offsetCount * outcomeCount, (word + 1) * offsetCount * outcomeCount, 0);
        for (FeaturePlan.WordFeatures features : model.plan.wordFeatures) {
            score(word, text, features);
        }
        String wordClass = FeatureGeneratorUtil.tokenFeature(text);
        classes[word] = classNumber(wordClass);
        Arrays.fill(symbolPowers, word * symbolCount, (word + 1) * symbolCount, 0);
        symbol(word, FeaturePlan.WORD, text);
        symbol(word, FeaturePlan.WORD_CLASS, wordClass);
        symbol(word, FeaturePlan.LOWER, StringUtil.toLowerCase(text));
        int brown = FeaturePlan.FIRST_BROWN;
        for (BrownCluster clusters : model.plan.brownClusters) {
            int symbol = brown;
            for (String path : BrownTokenClasses.getWordClasses(text, clusters)) {
                symbol(word, symbol++, path);
            }
            brown += FeaturePlan.BROWN_LENGTHS;
        }
        findAfterOutcomeRows(word);
        startedIn[word] = 0;
        for (int i = 0; i < model.dictionaries.size(); i++) {
            PhraseSet dictionary = model.dictionaries.get(i);
            long start = PhraseSet.step(PhraseSet.EMPTY, symbolHash(word, dictionary.symbol()));
            startedIn[word] |= dictionary.get(start) == PhraseSet.NONE ? 0 : 1L << i;
        }
    }

    /** Adds what a token's word gives to the decisions on the tokens around it, of so many in the sentence. */
    void addTo(int word, int token, int size, double[] sums) {
        for (int i = 0; i < offsetCount; i++) {
            int decided = token - firstOffset - i;
            if (decided >= 0 && decided < size) {
                int at = decided * outcomeCount;
                int from = (word * offsetCount + i) * outcomeCount;
                for (int outcome = 0; outcome < outcomeCount; outcome++) {
                    sums[at + outcome] += scores[from + outcome];
                }
            }
        }
    }

    /** Sets the sums for a word behind two outcomes, from what does not depend on them. */
    void sum(double[] base, int at, int word, int last, int beforeLast, double[] sums) {
        double[] first = afterOutcome;
        double[] second = model.outcomeBeforeLast;
        int inFirst = (classes[word] * stateCount + last) * outcomeCount;
        int inSecond = beforeLast * outcomeCount;
        for (int outcome = 0; outcome < outcomeCount; outcome++) {
            sums[outcome] = base[at + outcome] + first[inFirst + outcome] + second[inSecond + outcome];
        }
        model.weights.add(afterOutcomeRows[word * stateCount + last], sums, 0);
    }

    long symbolHash(int word, int symbol) {
        return symbolHashes[word * symbolCount + symbol];
    }

    long symbolPower(int word, int symbol) {
        return symbolPowers[word * symbolCount + symbol];
    }

    int wordClass(int word) {
        return classes[word];
    }

    /** Returns how many classes of words there were so far. */
    int classCount() {
        return classNames.size();
    }

    /** Returns the dictionaries that have an entry starting with a word, a bit for each. */
    long startedIn(int word) {
        return startedIn[word];
    }

    private void score(int word, String text, FeaturePlan.WordFeatures features) {
        List<String> texts = new ArrayList<>();
        features.generator().createFeatures(texts, new String[] {text}, 0, new String[0]);
        for (String feature : texts) {
            long featureHash = hash.of(feature);
            int first = word * offsetCount * outcomeCount;
            model.weights.add(model.weights.row(featureHash), scores, first - firstOffset * outcomeCount);
            int starts = model.inWindow.of(featureHash);
            if (starts != 0) {
                long power = hash.power(feature.length());
                for (int i = -features.previous() - firstOffset; i <= features.next() - firstOffset; i++) {
                    if (StartFilter.has(starts, i)) {
                        int row = model.weights.row(model.inWindow.feature(i, featureHash, power));
                        model.weights.add(row, scores, first + i * outcomeCount);
                    }
                }
            }
        }
    }

    private void findAfterOutcomeRows(int word) {
        long wordHash = symbolHash(word, FeaturePlan.WORD);
        int starts = model.lastOutcomeAndWord.of(wordHash);
        for (int state = 0; state < stateCount; state++) {
            afterOutcomeRows[word * stateCount + state] = StartFilter.has(starts, state)
                    ? model.weights.row(
                            model.lastOutcomeAndWord.feature(state, wordHash, symbolPower(word, FeaturePlan.WORD)))
                    : LongTable.ABSENT;
        }
    }

    private void symbol(int word, int symbol, String text) {
        symbolHashes[word * symbolCount + symbol] = hash.of(text);
        symbolPowers[word * symbolCount + symbol] = hash.power(text.length());
    }

    private int classNumber(String name) {
        int known = classNames.indexOf(name);
        if (known >= 0) {
            return known;
        }
        int added = classNames.size();
        classNames.add(name);
        int first = added * stateCount * outcomeCount;
        afterOutcome = Arrays.copyOf(afterOutcome, first + stateCount * outcomeCount);
        System.arraycopy(model.lastOutcome, 0, afterOutcome, first, stateCount * outcomeCount);
        long power = hash.power(name.length());
        for (int state = 0; state < stateCount; state++) {
            long feature = hash.append(model.lastOutcomeAndClass[state], hash.of(name), power);
            model.weights.add(model.weights.row(feature), afterOutcome, first + state * outcomeCount);
        }
        return added;
    }
}

package dev.mentions.ner.find;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds names with a compiled model, and searches as OpenNLP does where two readings of a sentence are too near to each other. */
final class CompiledFinder implements NameFinder {

    private final CompiledModel model;
    private final DocumentMemory memory = new DocumentMemory();
    private final FoundNames found = new FoundNames();
    private final WordCache words;
    private final SentenceScores scores;
    private final Beam beam;
    private @Nullable StockSearch stock;
    private long undecided;

    CompiledFinder(CompiledModel model) {
        this.model = model;
        this.words = new WordCache(model);
        this.scores = new SentenceScores(model, words, memory);
        this.beam = new Beam(model);
    }

    @Override
    public void startDocument() {
        memory.clear();
    }

    @Override
    public FoundNames find(Tokens sentence) {
        found.clear();
        int size = sentence.size();
        scores.compute(sentence);
        int[] outcomes;
        if (beam.search(scores, words.scores(), size)) {
            outcomes = beam.result();
        } else {
            undecided++;
            int[] searched = searchAsStock(sentence);
            if (searched == null) {
                return found;
            }
            outcomes = searched;
        }
        for (int token = 0; token < size; token++) {
            memory.put(scores.hash(token), outcomes[token]);
        }
        model.outcomes.decode(outcomes, size, found);
        return found;
    }

    /** Returns for how many sentences that was. */
    long undecided() {
        return undecided;
    }

    private int @Nullable [] searchAsStock(Tokens sentence) {
        List<String> names = stock().outcomes(sentence.words(), memory, model.weights.hash(), model.outcomes);
        return names == null
                ? null
                : names.stream().mapToInt(model.outcomes::indexOf).toArray();
    }

    private StockSearch stock() {
        StockSearch made = stock;
        if (made == null) {
            made = new StockSearch(model);
            stock = made;
        }
        return made;
    }
}

package dev.mentions.ner.find;

import java.util.ArrayList;
import java.util.List;
import opennlp.tools.ml.BeamSearch;
import opennlp.tools.ml.model.SequenceClassificationModel;
import opennlp.tools.namefind.NameContextGenerator;
import opennlp.tools.namefind.TokenNameFinderFactory;
import opennlp.tools.namefind.TokenNameFinderModel;
import opennlp.tools.util.Sequence;
import opennlp.tools.util.SequenceCodec;
import opennlp.tools.util.SequenceValidator;
import opennlp.tools.util.Span;
import org.jspecify.annotations.Nullable;

/**
 * OpenNLP's own search, as {@code NameFinderME} runs it, for what the compiled form cannot do. For one thread.
 *
 * <p>{@code NameFinderME} itself fails where no reading of a sentence has a probability; here, such a sentence has no
 * names.
 */
final class StockSearch implements NameFinder {

    private static final String[][] NO_CONTEXT = new String[0][];

    private final SequenceClassificationModel model;
    private final NameContextGenerator contexts;
    private final SequenceCodec<String> codec;
    private final SequenceValidator<String> validator;
    private final FoundNames found = new FoundNames();

    StockSearch(TokenNameFinderModel model) {
        this(model.getFactory(), model.getNameFinderSequenceModel());
    }

    /** Makes one that finds what it would with the model in OpenNLP's form, to the last digit. */
    StockSearch(CompiledModel model) {
        this(model.factory, new BeamSearch(model.beamSize, new StockProbabilities(model)));
    }

    private StockSearch(TokenNameFinderFactory factory, SequenceClassificationModel model) {
        this.model = model;
        this.contexts = factory.createContextGenerator();
        this.codec = factory.createSequenceCodec();
        this.validator = codec.createSequenceValidator();
    }

    @Override
    public void startDocument() {
        contexts.clearAdaptiveData();
    }

    @Override
    public FoundNames find(Tokens sentence) {
        String[] words = sentence.words();
        List<String> outcomes = outcomes(words);
        found.clear();
        if (outcomes != null) {
            contexts.updateAdaptiveData(words, outcomes.toArray(String[]::new));
            for (Span name : codec.decode(outcomes)) {
                found.add(name.getStart(), name.getEnd(), Outcomes.typeOrDefault(name.getType()));
            }
        }
        return found;
    }

    /**
     * Returns the outcomes of a sentence; null when there is no reading.
     *
     * @param memory what its words were before in the document
     */
    @Nullable
    List<String> outcomes(String[] words, DocumentMemory memory, TextHash hash, Outcomes names) {
        List<String> known = new ArrayList<>();
        List<String> before = new ArrayList<>();
        for (String word : words) {
            int outcome = memory.get(hash.of(word));
            if (outcome != DocumentMemory.UNSEEN) {
                known.add(word);
                before.add(names.name(outcome));
            }
        }
        contexts.clearAdaptiveData();
        contexts.updateAdaptiveData(known.toArray(String[]::new), before.toArray(String[]::new));
        return outcomes(words);
    }

    private @Nullable List<String> outcomes(String[] words) {
        Sequence best = model.bestSequence(words, NO_CONTEXT, contexts, validator);
        return best == null ? null : best.getOutcomes();
    }
}

package dev.mentions.benchmarks;

import dev.mentions.ner.extract.ExtractionSteps;
import dev.mentions.ner.extract.NerModel;
import dev.mentions.ner.find.FoundNames;
import dev.mentions.ner.find.NameFinder;
import dev.mentions.ner.find.Tokens;
import java.io.IOException;
import java.nio.file.Path;
import opennlp.tools.namefind.NameFinderME;
import opennlp.tools.util.Span;

/** Compares our spans with those of {@code NameFinderME} on the same tokens, over all articles. */
public final class SpanEquality {

    private SpanEquality() {}

    /**
     * Prints what was compared; fails when anything differs.
     *
     * @param arguments none, or a model file
     */
    public static void main(String[] arguments) throws IOException {
        NerModel model = arguments.length == 0 ? NerModel.bundled() : NerModel.load(Path.of(arguments[0]));
        ExtractionSteps steps = model.newSteps();
        NameFinder finder = model.newNameFinder();
        NameFinderME stock = new NameFinderME(model.names());
        int articles = 0;
        int sentences = 0;
        int spans = 0;
        int differences = 0;
        for (String text : Articles.read()) {
            articles++;
            finder.startDocument();
            stock.clearAdaptiveData();
            for (Tokens sentence : steps.tokens(text)) {
                sentences++;
                Span[] expected = stock.find(sentence.words());
                spans += expected.length;
                differences += equal(expected, finder.find(sentence)) ? 0 : 1;
            }
        }
        System.out.printf(
                "%s: %,d articles, %,d sentences, %,d spans, %,d sentences differ%n",
                Articles.file().getFileName(), articles, sentences, spans, differences);
        if (differences > 0) {
            System.exit(1);
        }
    }

    private static boolean equal(Span[] expected, FoundNames found) {
        boolean equal = expected.length == found.size();
        for (int i = 0; equal && i < expected.length; i++) {
            equal = expected[i].getStart() == found.start(i)
                    && expected[i].getEnd() == found.end(i)
                    && expected[i].getType().equals(found.type(i));
        }
        return equal;
    }
}

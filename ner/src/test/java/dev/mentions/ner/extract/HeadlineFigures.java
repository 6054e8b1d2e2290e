package dev.mentions.ner.extract;

import dev.mentions.ner.corpus.CorpusPart;
import dev.mentions.ner.corpus.LabelledSentence;
import dev.mentions.ner.evaluate.Evaluator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * F1, in per cent, on labelled sentences written as headlines, before and after their case is restored by the list of
 * usual forms alone, without the help of a document.
 */
record HeadlineFigures(
        double plain, double plainRestored, double upper, double upperRestored, double title, double titleRestored) {

    private static final Set<String> SMALL_IN_TITLES = Set.of(
            "a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "is", "of", "on", "or", "the", "to",
            "with");

    /** Prints the figures of the development sets; the argument is the folder of the corpora. */
    public static void main(String[] args) throws IOException {
        for (CorpusPart part : CorpusPart.DEVELOPMENT) {
            System.out.println(part.name() + " " + of(part.read(Path.of(args[0]))));
        }
    }

    static HeadlineFigures of(List<LabelledSentence> sentences) {
        Evaluator evaluator = new Evaluator(NerModel.bundled());
        List<LabelledSentence> upper = changed(sentences, tokens -> each(tokens, HeadlineFigures::upper));
        List<LabelledSentence> title = changed(sentences, HeadlineFigures::titled);
        return new HeadlineFigures(
                f1(evaluator, sentences),
                f1(evaluator, changed(sentences, HeadlineFigures::restored)),
                f1(evaluator, upper),
                f1(evaluator, changed(upper, HeadlineFigures::restored)),
                f1(evaluator, title),
                f1(evaluator, changed(title, HeadlineFigures::restored)));
    }

    private static double f1(Evaluator evaluator, List<LabelledSentence> sentences) {
        return Math.round(1000 * evaluator.evaluate("", sentences).f1()) / 10.0;
    }

    private static List<String> restored(List<String> tokens) {
        String text = String.join(" ", tokens);
        String restored = new CaseRestorer(List.of(), UsualForms.bundled()).restore(text, 0, text.length());
        return List.of(restored.split(" ", -1));
    }

    private static List<String> titled(List<String> tokens) {
        return IntStream.range(0, tokens.size())
                .mapToObj(i -> i > 0 && SMALL_IN_TITLES.contains(tokens.get(i))
                        ? tokens.get(i)
                        : Character.toString(Character.toUpperCase(tokens.get(i).charAt(0)))
                                + tokens.get(i).substring(1))
                .toList();
    }

    private static String upper(String token) {
        String upper = token.toUpperCase(Locale.ROOT);
        return upper.length() == token.length() ? upper : token;
    }

    private static List<String> each(List<String> tokens, UnaryOperator<String> change) {
        return tokens.stream().map(change).toList();
    }

    private static List<LabelledSentence> changed(
            List<LabelledSentence> sentences, UnaryOperator<List<String>> change) {
        return sentences.stream()
                .map(sentence -> new LabelledSentence(
                        change.apply(sentence.tokens()), sentence.names(), sentence.startsDocument()))
                .toList();
    }
}

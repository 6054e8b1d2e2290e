package dev.mentions.ner.evaluate;

import dev.mentions.ner.corpus.CorpusPart;
import dev.mentions.ner.corpus.Gazetteer;
import dev.mentions.ner.corpus.LabelledSentence;
import dev.mentions.ner.corpus.NameSpan;
import dev.mentions.ner.extract.EntityType;
import dev.mentions.ner.extract.NerModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/**
 * How much of a set's errors is due to what its annotators call a name: F1 on all of it, and on the sentences without
 * places that are organizations, without persons whose name goes on to what they belong to ({@code Ada Hall of the
 * Guild}), and without either.
 */
final class ConventionFigures {

    private static final Set<String> NOT_IN_PERSONS = Set.of("of", "'s", "'", "for", "from");

    private final Set<String> places = new HashSet<>();

    private ConventionFigures(Path corpora) throws IOException {
        for (Gazetteer list : List.of(Gazetteer.COUNTRIES, Gazetteer.REGIONS, Gazetteer.CITIES)) {
            places.addAll(list.read(corpora));
        }
    }

    /** Prints a line of a table for each set; the arguments are the folder of the corpora and, if any, a model. */
    public static void main(String[] args) throws IOException {
        Path corpora = Path.of(args[0]);
        NerModel model = args.length > 1 ? NerModel.load(Path.of(args[1])) : NerModel.bundled();
        Evaluator evaluator = new Evaluator(model);
        ConventionFigures figures = new ConventionFigures(corpora);
        for (CorpusPart part : Stream.of(CorpusPart.DEVELOPMENT, CorpusPart.OPEN_TEST)
                .flatMap(List::stream)
                .toList()) {
            List<LabelledSentence> all = part.read(corpora);
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %s | %s | %s | %s |%n",
                    part.name(),
                    f1(evaluator, all, (sentence, name) -> false),
                    f1(evaluator, all, figures::isPlaceAsOrganization),
                    f1(evaluator, all, figures::isPersonWithMore),
                    f1(
                            evaluator,
                            all,
                            (sentence, name) -> figures.isPlaceAsOrganization(sentence, name)
                                    || figures.isPersonWithMore(sentence, name)));
        }
    }

    private boolean isPlaceAsOrganization(LabelledSentence sentence, NameSpan name) {
        List<String> words = sentence.tokens().subList(name.start(), name.end());
        int first = words.size() > 1 && "the".equalsIgnoreCase(words.get(0)) ? 1 : 0;
        return name.type() == EntityType.ORGANIZATION
                && places.contains(String.join(" ", words.subList(first, words.size())));
    }

    private boolean isPersonWithMore(LabelledSentence sentence, NameSpan name) {
        return name.type() == EntityType.PERSON
                && sentence.tokens().subList(name.start(), name.end()).stream().anyMatch(NOT_IN_PERSONS::contains);
    }

    private static String f1(
            Evaluator evaluator, List<LabelledSentence> sentences, BiPredicate<LabelledSentence, NameSpan> unlike) {
        List<LabelledSentence> kept = new ArrayList<>();
        boolean startsDocument = false;
        for (LabelledSentence sentence : sentences) {
            startsDocument |= sentence.startsDocument();
            if (sentence.names().stream().noneMatch(name -> unlike.test(sentence, name))) {
                kept.add(new LabelledSentence(sentence.tokens(), sentence.names(), startsDocument));
                startsDocument = false;
            }
        }
        return String.format(
                Locale.ROOT,
                "%.1f (%,d sentences)",
                100 * evaluator.evaluate("", kept).overall().f1(),
                kept.size());
    }
}

package dev.mentions.benchmarks;

import dev.mentions.ner.extract.EntityType;
import dev.mentions.ner.extract.ExtractionSteps;
import dev.mentions.ner.extract.NerModel;
import dev.mentions.ner.find.FoundNames;
import dev.mentions.ner.find.NameFinder;
import dev.mentions.ner.find.Tokens;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import opennlp.tools.util.Span;

/** A text with what each step of extraction starts from. */
final class Article {

    final String text;
    final List<String> paragraphs;

    /** The sentences of each paragraph. */
    final List<Span[]> ranges = new ArrayList<>();

    final List<String> sentences = new ArrayList<>();
    final List<Tokens> tokens;
    final List<String[]> words;
    final List<Name> names = new ArrayList<>();

    /** How many tokens the text has. */
    final int size;

    Article(String text, ExtractionSteps steps, NameFinder finder) {
        this.text = text;
        this.paragraphs = steps.paragraphs(text);
        for (String paragraph : paragraphs) {
            Span[] cuts = steps.sentences(paragraph);
            ranges.add(cuts);
            Arrays.stream(cuts)
                    .forEach(cut -> sentences.add(cut.getCoveredText(paragraph).toString()));
        }
        this.tokens = steps.tokens(text);
        this.words = tokens.stream().map(Tokens::words).toList();
        this.size = words.stream().mapToInt(sentence -> sentence.length).sum();
        finder.startDocument();
        for (int i = 0; i < words.size(); i++) {
            FoundNames found = finder.find(tokens.get(i));
            for (int name = 0; name < found.size(); name++) {
                String surface =
                        String.join(" ", Arrays.asList(words.get(i)).subList(found.start(name), found.end(name)));
                EntityType.ofLabel(found.type(name)).ifPresent(type -> names.add(new Name(type, surface)));
            }
        }
    }

    record Name(EntityType type, String surface) {}

    static List<Article> of(List<String> texts, NerModel model) {
        ExtractionSteps steps = model.newSteps();
        NameFinder finder = model.newNameFinder();
        return texts.stream().map(text -> new Article(text, steps, finder)).toList();
    }
}

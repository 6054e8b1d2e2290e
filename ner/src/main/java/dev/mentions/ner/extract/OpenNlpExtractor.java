package dev.mentions.ner.extract;

import dev.mentions.ner.find.NameFinder;
import java.util.ArrayList;
import java.util.List;
import opennlp.tools.sentdetect.SentenceModel;
import opennlp.tools.util.Span;

final class OpenNlpExtractor implements EntityExtractor {

    private static final String[] NO_WORDS = {};

    private final SentenceReader sentences;
    private final NameFinder names;
    private final Merging merging;

    OpenNlpExtractor(SentenceModel sentences, NameFinder names, Merging merging) {
        this.sentences = new SentenceReader(sentences);
        this.names = names;
        this.merging = merging;
    }

    @Override
    public List<Entity> extract(String text) {
        names.startDocument();
        List<Sentence> read = sentences.read(text);
        List<Span[]> found = new ArrayList<>(read.size());
        List<String[]> words = new ArrayList<>(read.size());
        for (Sentence sentence : read) {
            Span[] inSentence = sentence.names(names.find(sentence.tokens()).toSpans());
            found.add(inSentence);
            // Most words need never be a String: only those of sentences with names are asked for.
            words.add(inSentence.length == 0 ? NO_WORDS : sentence.words());
        }
        return entities(read, TypeAgreement.of(words, found));
    }

    private List<Entity> entities(List<Sentence> read, List<Span[]> agreed) {
        PostEntities entities = new PostEntities(merging);
        for (int i = 0; i < read.size(); i++) {
            Sentence sentence = read.get(i);
            for (Span name : agreed.get(i)) {
                EntityType.ofLabel(name.getType()).ifPresent(type -> entities.add(type, sentence.surface(name)));
            }
        }
        return entities.entities();
    }
}

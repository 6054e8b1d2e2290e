package dev.mentions.ner.extract;

import java.util.ArrayList;
import java.util.List;
import opennlp.tools.namefind.NameFinderME;
import opennlp.tools.namefind.TokenNameFinderModel;
import opennlp.tools.sentdetect.SentenceModel;
import opennlp.tools.util.Span;

final class OpenNlpExtractor implements EntityExtractor {

    private final SentenceReader sentences;
    private final NameFinderME names;
    private final Merging merging;

    OpenNlpExtractor(SentenceModel sentences, TokenNameFinderModel names, Merging merging) {
        this.sentences = new SentenceReader(sentences);
        this.names = new NameFinderME(names);
        this.merging = merging;
    }

    @Override
    public List<Entity> extract(String text) {
        names.clearAdaptiveData();
        List<Sentence> read = sentences.read(text);
        List<Span[]> found = new ArrayList<>(read.size());
        for (Sentence sentence : read) {
            found.add(sentence.names(names.find(sentence.words())));
        }
        return entities(
                read, TypeAgreement.of(read.stream().map(Sentence::words).toList(), found));
    }

    private List<Entity> entities(List<Sentence> read, List<Span[]> agreed) {
        PostEntities entities = new PostEntities(merging);
        for (int i = 0; i < read.size(); i++) {
            Sentence sentence = read.get(i);
            for (Span name : sentence.names(agreed.get(i))) {
                EntityType.ofLabel(name.getType()).ifPresent(type -> entities.add(type, sentence.surface(name)));
            }
        }
        return entities.entities();
    }
}

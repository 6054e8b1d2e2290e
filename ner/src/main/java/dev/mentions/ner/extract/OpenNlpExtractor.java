package dev.mentions.ner.extract;

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
        PostEntities entities = new PostEntities(merging);
        for (Sentence sentence : sentences.read(text)) {
            for (Span name : sentence.names(names.find(sentence.words()))) {
                EntityType.ofLabel(name.getType()).ifPresent(type -> entities.add(type, sentence.surface(name)));
            }
        }
        return entities.entities();
    }
}

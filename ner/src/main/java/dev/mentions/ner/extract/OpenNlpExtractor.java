package dev.mentions.ner.extract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import opennlp.tools.namefind.NameFinderME;
import opennlp.tools.namefind.TokenNameFinderModel;
import opennlp.tools.sentdetect.SentenceModel;
import opennlp.tools.util.Span;

final class OpenNlpExtractor implements EntityExtractor {

    private final SentenceReader sentences;
    private final NameFinderME names;

    OpenNlpExtractor(SentenceModel sentences, TokenNameFinderModel names) {
        this.sentences = new SentenceReader(sentences);
        this.names = new NameFinderME(names);
    }

    @Override
    public List<Entity> extract(String text) {
        names.clearAdaptiveData();
        Map<EntityId, Seen> entities = new LinkedHashMap<>();
        for (Sentence sentence : sentences.read(text)) {
            for (Span name : sentence.names(names.find(sentence.words()))) {
                add(name, sentence, entities);
            }
        }
        List<Entity> found = new ArrayList<>(entities.size());
        entities.forEach((id, seen) -> found.add(new Entity(id.type, id.key, seen.displayName, seen.count)));
        return found;
    }

    private static void add(Span name, Sentence sentence, Map<EntityId, Seen> entities) {
        EntityType.ofLabel(name.getType())
                .ifPresent(type -> EntityName.of(sentence.surface(name))
                        .ifPresent(form -> entities.computeIfAbsent(
                                        new EntityId(type, form.key()), id -> new Seen(form.displayName()))
                                .count++));
    }

    private record EntityId(EntityType type, String key) {}

    private static final class Seen {
        private final String displayName;
        private int count;

        Seen(String displayName) {
            this.displayName = displayName;
        }
    }
}

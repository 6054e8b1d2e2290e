package dev.mentions.ner.extract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import opennlp.tools.namefind.NameFinderME;
import opennlp.tools.namefind.TokenNameFinderModel;
import opennlp.tools.sentdetect.SentenceDetectorME;
import opennlp.tools.sentdetect.SentenceModel;
import opennlp.tools.util.Span;

final class OpenNlpExtractor implements EntityExtractor {

    /** Longer sentences are lists or tables; they are cut, because the name finder keeps every token's history. */
    static final int MAX_SENTENCE_TOKENS = 200;

    private final SentenceDetectorME sentences;
    private final WordTokenizer tokenizer = new WordTokenizer();
    private final NameFinderME names;

    OpenNlpExtractor(SentenceModel sentences, TokenNameFinderModel names) {
        this.sentences = new SentenceDetectorME(sentences);
        this.names = new NameFinderME(names);
    }

    @Override
    public List<Entity> extract(String text) {
        names.clearAdaptiveData();
        Map<EntityId, Seen> entities = new LinkedHashMap<>();
        for (String paragraph : Paragraphs.of(text)) {
            for (Span sentence : sentences.sentPosDetect(paragraph)) {
                tokenizer.tokenize(paragraph, sentence.getStart(), sentence.getEnd());
                for (int from = 0; from < tokenizer.size(); from += MAX_SENTENCE_TOKENS) {
                    findNames(paragraph, from, Math.min(tokenizer.size(), from + MAX_SENTENCE_TOKENS), entities);
                }
            }
        }
        List<Entity> found = new ArrayList<>(entities.size());
        entities.forEach((id, seen) -> found.add(new Entity(id.type, id.key, seen.displayName, seen.count)));
        return found;
    }

    private void findNames(String paragraph, int from, int to, Map<EntityId, Seen> entities) {
        for (Span name : names.find(tokenizer.words(from, to))) {
            String surface = paragraph.substring(
                    tokenizer.start(from + name.getStart()), tokenizer.end(from + name.getEnd() - 1));
            EntityType.ofLabel(name.getType())
                    .ifPresent(type -> EntityName.of(surface)
                            .ifPresent(form -> entities.computeIfAbsent(
                                            new EntityId(type, form.key()), id -> new Seen(form.displayName()))
                                    .count++));
        }
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

package dev.mentions.ner.extract;

import dev.mentions.ner.find.FoundNames;
import dev.mentions.ner.find.NameFinder;
import dev.mentions.ner.find.Tokens;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import opennlp.tools.sentdetect.SentenceDetectorME;
import opennlp.tools.sentdetect.SentenceModel;
import opennlp.tools.util.Span;

final class OpenNlpExtractor implements EntityExtractor {

    /** Longer sentences are lists or tables; they are cut, because the name finder keeps every token's history. */
    static final int MAX_SENTENCE_TOKENS = 200;

    private final SentenceDetectorME sentences;
    private final WordTokenizer tokenizer = new WordTokenizer();
    private final Tokens tokens = new Tokens();
    private final NameFinder names;

    OpenNlpExtractor(SentenceModel sentences, NameFinder names) {
        this.sentences = new SentenceDetectorME(sentences);
        this.names = names;
    }

    @Override
    public List<Entity> extract(String text) {
        names.startDocument();
        Map<EntityId, Seen> entities = new LinkedHashMap<>();
        for (String paragraph : Paragraphs.of(text)) {
            tokens.setText(WordTokenizer.straight(paragraph));
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
        tokens.clear();
        for (int token = from; token < to; token++) {
            tokens.add(tokenizer.start(token), tokenizer.end(token));
        }
        FoundNames found = names.find(tokens);
        for (int name = 0; name < found.size(); name++) {
            String surface = paragraph.substring(
                    tokenizer.start(from + found.start(name)), tokenizer.end(from + found.end(name) - 1));
            EntityType.ofLabel(found.type(name))
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

package dev.mentions.streams;

import dev.mentions.ner.extract.Entity;
import dev.mentions.ner.extract.EntityExtractor;
import dev.mentions.ner.extract.EntityType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Takes words such as {@code PERSON:Ada} for entities; {@code fail:} and {@code overflow:} stand for texts that an
 * extractor cannot take, and break this one for good, as a real one may be broken.
 */
public final class LabelExtractor implements EntityExtractor {

    private boolean broken = false;

    @Override
    public List<Entity> extract(String text) {
        if (broken) {
            throw new IllegalStateException("used after it broke");
        }
        broken = true;
        Map<String, Entity> entities = new LinkedHashMap<>();
        for (String word : text.split("\\s+")) {
            if (word.startsWith("fail:")) {
                throw new IllegalArgumentException("cannot take the text " + text);
            }
            if (word.startsWith("overflow:")) {
                throw new StackOverflowError();
            }
            int colon = word.indexOf(':');
            if (colon > 0) {
                EntityType type = EntityType.valueOf(word.substring(0, colon));
                String name = word.substring(colon + 1);
                entities.merge(
                        type + name.toLowerCase(Locale.ROOT),
                        new Entity(type, name.toLowerCase(Locale.ROOT), name, 1),
                        (first, again) ->
                                new Entity(first.type(), first.key(), first.displayName(), first.count() + 1));
            }
        }
        broken = false;
        return new ArrayList<>(entities.values());
    }
}

package dev.mentions.ner.extract;

import java.util.List;

/** Finds the names in a text. For one thread at a time; several extractors of a {@link NerModel} run side by side. */
public interface EntityExtractor {

    /**
     * Returns the entities of a text, one for each type and key, in the order of their first mention. Nothing is kept
     * from text to text: the same text gives the same entities, from any extractor of the model.
     *
     * @param text any string, with any content; the time taken is linear in its length
     */
    List<Entity> extract(String text);
}

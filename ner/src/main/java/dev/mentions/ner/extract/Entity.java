package dev.mentions.ner.extract;

import static java.util.Objects.requireNonNull;

/**
 * A name in a text, with how often it stands there.
 *
 * @param type what it names
 * @param key its normal form, by {@link EntityName}
 * @param displayName the form to show, by {@link EntityName}; of the fullest form when the text has several
 * @param count how often the text has it, in any form, at least 1
 */
public record Entity(EntityType type, String key, String displayName, int count) {

    public Entity {
        requireNonNull(type, "type");
        requireNonNull(key, "key");
        requireNonNull(displayName, "displayName");
        if (count < 1) {
            throw new IllegalArgumentException("count must be at least 1, is " + count);
        }
    }
}

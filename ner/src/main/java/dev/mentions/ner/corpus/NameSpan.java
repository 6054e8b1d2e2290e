package dev.mentions.ner.corpus;

import static java.util.Objects.requireNonNull;

import dev.mentions.ner.extract.EntityType;

/**
 * A name in a sentence.
 *
 * @param start its first token
 * @param end the token after its last
 */
public record NameSpan(int start, int end, EntityType type) {

    public NameSpan {
        requireNonNull(type, "type");
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException("Not a span: from " + start + " to " + end);
        }
    }
}

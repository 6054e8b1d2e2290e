package dev.mentions.streams.extract;

import static java.util.Objects.requireNonNull;

import dev.mentions.contract.EntityKey;
import dev.mentions.contract.Mention;

/** A mention with the key it is counted under. */
public record KeyedMention(EntityKey key, Mention mention) {

    public KeyedMention {
        requireNonNull(key, "key");
        requireNonNull(mention, "mention");
    }
}

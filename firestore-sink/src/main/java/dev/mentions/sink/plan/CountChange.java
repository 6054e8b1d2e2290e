package dev.mentions.sink.plan;

import static java.util.Objects.requireNonNull;

import dev.mentions.contract.EntityKey;
import org.jspecify.annotations.Nullable;

/**
 * What a commit changes in one document of counts.
 *
 * @param key what is counted
 * @param window null for the count of all time
 * @param displayName the form of the name to display
 * @param delta what is added, never 0
 */
public record CountChange(EntityKey key, @Nullable Window window, String displayName, long delta) {

    public CountChange {
        requireNonNull(key, "key");
        requireNonNull(displayName, "displayName");
        if (delta == 0) {
            throw new IllegalArgumentException("a change of 0 is none");
        }
    }
}

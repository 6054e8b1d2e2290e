package dev.mentions.streams.count;

import static java.util.Objects.requireNonNull;

import dev.mentions.contract.Mention;

/**
 * How often an entity was mentioned in a window.
 *
 * @param count how often, from 0
 * @param displayName the form of the latest mention; empty while nothing was counted
 */
public record Tally(long count, String displayName) {

    public static final Tally NONE = new Tally(0, "");

    public Tally {
        requireNonNull(displayName, "displayName");
        if (count < 0) {
            throw new IllegalArgumentException("a tally is not negative, is " + count);
        }
    }

    public Tally plus(Mention mention) {
        return new Tally(Math.addExact(count, mention.count()), mention.displayName());
    }
}

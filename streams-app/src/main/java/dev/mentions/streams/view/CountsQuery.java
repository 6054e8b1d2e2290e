package dev.mentions.streams.view;

import static java.util.Objects.requireNonNull;

import dev.mentions.contract.EntityKind;
import java.time.Instant;
import java.util.Optional;

/**
 * Which counts are asked for.
 *
 * @param publication the publication's key
 * @param windowStart start of the window; all time when there is none
 * @param kind all kinds of names, without articles, when there is none
 * @param limit how many entries at most, the largest counts first
 */
public record CountsQuery(String publication, Optional<Instant> windowStart, Optional<EntityKind> kind, int limit) {

    public static final int MOST_ENTRIES = 1_000;

    public CountsQuery {
        requireNonNull(publication, "publication");
        requireNonNull(windowStart, "windowStart");
        requireNonNull(kind, "kind");
        if (limit < 1 || limit > MOST_ENTRIES) {
            throw new IllegalArgumentException("limit is " + limit + ", which is not from 1 to " + MOST_ENTRIES);
        }
    }
}

package dev.mentions.contract;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a count changed. For each key the deltas sum to what was mentioned, whatever crashed in between.
 *
 * @param delta the change since the last update of that key
 * @param count the count now in that window; absent for a mention that came after the grace and went round the table
 * @param displayName the form of the entity's name, or of the publication's for {@link EntityKind#ARTICLE}, that most
 *     posts have
 * @param windowEnd exclusive end of the window
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CountUpdate(long delta, @Nullable Long count, String displayName, Instant windowEnd) {

    public CountUpdate {
        requireNonNull(displayName, "displayName");
        requireNonNull(windowEnd, "windowEnd");
    }
}

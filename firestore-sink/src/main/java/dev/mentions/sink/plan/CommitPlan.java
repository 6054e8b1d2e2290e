package dev.mentions.sink.plan;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * One commit: the fence from {@code start} to {@code end}, and what the records between add up to. A second attempt
 * is this same plan, or none.
 *
 * @param start offset of the first record; what the fence says before
 * @param end position after the last record, past any hole that was seen; what the fence says after
 * @param records how many there are between
 * @param changes one for each document of counts
 * @param deadLetters records that are skipped
 * @param at when it was planned
 */
public record CommitPlan(
        long start, long end, int records, List<CountChange> changes, List<DeadLetter> deadLetters, Instant at) {

    public CommitPlan {
        if (end <= start) {
            throw new IllegalArgumentException("a commit must move the fence, not from " + start + " to " + end);
        }
        changes = List.copyOf(changes);
        deadLetters = List.copyOf(deadLetters);
        requireNonNull(at, "at");
    }

    /** Returns how many documents it writes, the fence included. */
    public int writes() {
        return 1 + changes.size() + deadLetters.size();
    }
}

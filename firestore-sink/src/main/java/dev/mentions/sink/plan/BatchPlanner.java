package dev.mentions.sink.plan;

import dev.mentions.contract.CountKey;
import dev.mentions.contract.CountUpdate;
import dev.mentions.contract.EntityKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Folds the deltas of consecutive records, document by document, into one {@link CommitPlan}. Made for one plan. For
 * one thread.
 */
public final class BatchPlanner {

    private final long start;
    private final Map<EntityKey, Fold> totals = new LinkedHashMap<>();
    private final Map<CountKey, Fold> windows = new LinkedHashMap<>();
    private final List<DeadLetter> deadLetters = new ArrayList<>();
    private long end;
    private int records;

    private static final class Fold {
        private long delta;
        private String displayName = "";
        private Instant windowEnd = Instant.EPOCH;

        private void add(CountUpdate update) {
            delta += update.delta();
            displayName = update.displayName();
            windowEnd = update.windowEnd();
        }
    }

    /**
     * @param start what the fence says
     */
    public BatchPlanner(long start) {
        this.start = start;
        this.end = start;
    }

    /** Adds the next record. Offsets may have holes but never go back. */
    public void add(long offset, CountKey key, CountUpdate update) {
        step(offset);
        totals.computeIfAbsent(key.entityKey(), unused -> new Fold()).add(update);
        windows.computeIfAbsent(key, unused -> new Fold()).add(update);
    }

    /** Adds the next record as one that is skipped. */
    public void skip(DeadLetter letter) {
        step(letter.offset());
        deadLetters.add(letter);
    }

    /** Steps over a hole: there is nothing before {@code position} that was not added. */
    public void advance(long position) {
        end = Math.max(end, position);
    }

    /** Returns how many documents the plan would write at most, without the fence. */
    public int documents() {
        return totals.size() + windows.size() + deadLetters.size();
    }

    public int records() {
        return records;
    }

    /** Returns the position after what was added. */
    public long end() {
        return end;
    }

    /** Returns whether there is nothing to commit, not even a hole. */
    public boolean isEmpty() {
        return end == start;
    }

    /**
     * Returns the plan for everything that was added.
     *
     * @throws IllegalArgumentException when {@link #isEmpty()}
     */
    public CommitPlan plan(Instant now) {
        List<CountChange> changes = new ArrayList<>(documents());
        totals.forEach((key, fold) -> {
            if (fold.delta != 0) {
                changes.add(new CountChange(key, null, fold.displayName, fold.delta));
            }
        });
        windows.forEach((key, fold) -> {
            if (fold.delta != 0) {
                Window window = new Window(key.windowStart(), fold.windowEnd);
                changes.add(new CountChange(key.entityKey(), window, fold.displayName, fold.delta));
            }
        });
        return new CommitPlan(start, end, records, changes, deadLetters, now);
    }

    private void step(long offset) {
        if (offset < end) {
            throw new IllegalArgumentException("record at offset " + offset + " is before position " + end);
        }
        end = offset + 1;
        records++;
    }
}

package dev.mentions.cli.counts;

import dev.mentions.contract.CountKey;
import dev.mentions.contract.EntityKey;
import dev.mentions.generations.counts.CountLine;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Counts in memory, in total and by window. For one thread. */
final class CountTable {

    private final Map<EntityKey, Long> totals = new HashMap<>();
    private final Map<CountKey, Long> windows = new HashMap<>();

    void add(CountKey key, long count) {
        totals.merge(key.entityKey(), count, Long::sum);
        windows.merge(key, count, Long::sum);
    }

    void addAll(CountTable other) {
        other.totals.forEach((key, count) -> totals.merge(key, count, Long::sum));
        other.windows.forEach((key, count) -> windows.merge(key, count, Long::sum));
    }

    /** Returns the counts over all time, in canonical order. */
    Stream<CountLine> totals() {
        return totals.entrySet().stream()
                .map(entry -> new CountLine(
                        entry.getKey().publication(),
                        entry.getKey().kind(),
                        entry.getKey().entity(),
                        null,
                        entry.getValue()))
                .sorted(CountLine.ORDER);
    }

    /** Returns the counts of each window, in canonical order. */
    Stream<CountLine> windows() {
        return windows.entrySet().stream()
                .map(entry -> new CountLine(
                        entry.getKey().publication(),
                        entry.getKey().kind(),
                        entry.getKey().entity(),
                        entry.getKey().windowStart(),
                        entry.getValue()))
                .sorted(CountLine.ORDER);
    }
}

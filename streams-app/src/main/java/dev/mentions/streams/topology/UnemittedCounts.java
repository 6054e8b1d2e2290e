package dev.mentions.streams.topology;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * How much of each window the table has taken and not yet handed over, because it stands in the table's cache. For the
 * two nodes of one task that are before and behind the table.
 *
 * <p>It is in memory only, and so is the cache: both are empty after a start, whatever ended the process before.
 */
final class UnemittedCounts {

    private final KeyValueStore<Long, Long> byWindowStart;

    private UnemittedCounts(KeyValueStore<Long, Long> byWindowStart) {
        this.byWindowStart = byWindowStart;
    }

    /** Returns what builds the store; the same one has to be given for both nodes. */
    static StoreBuilder<KeyValueStore<Long, Long>> store() {
        return Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(Nodes.UNEMITTED_COUNTS), Serdes.Long(), Serdes.Long())
                .withCachingDisabled()
                .withLoggingDisabled();
    }

    static UnemittedCounts of(ProcessingContext context) {
        return new UnemittedCounts(context.getStateStore(Nodes.UNEMITTED_COUNTS));
    }

    /** Takes down what goes into the table. */
    void taken(long windowStart, long count) {
        add(windowStart, count);
    }

    /** Takes down what has come out of it. */
    void emitted(long windowStart, long delta) {
        add(windowStart, -delta);
    }

    /** Returns whether everything that the table has taken for a window has come out. */
    boolean isEmpty(long windowStart) {
        return byWindowStart.get(windowStart) == null;
    }

    private void add(long windowStart, long count) {
        Long before = byWindowStart.get(windowStart);
        long now = (before == null ? 0 : before) + count;
        byWindowStart.put(windowStart, now == 0 ? null : Long.valueOf(now));
    }
}

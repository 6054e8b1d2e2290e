package dev.mentions.streams.topology;

import dev.mentions.contract.CountKey;
import dev.mentions.contract.CountUpdate;
import dev.mentions.contract.EntityKey;
import dev.mentions.streams.config.CountSection;
import dev.mentions.streams.count.Tally;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Turns the table's counts into deltas: each count minus the last one emitted for its key.
 *
 * <p>What was emitted stands in a key-value store. A window store would hide a window that stream time has left behind,
 * and the cache may hand over a count of such a window long after: its delta would be the whole count again.
 */
final class EmitDeltas implements Processor<Windowed<EntityKey>, Tally, CountKey, CountUpdate> {

    private final CountSection config;

    private @Nullable ProcessorContext<CountKey, CountUpdate> context;
    private @Nullable KeyValueStore<Bytes, Long> emittedCounts;
    private @Nullable UnemittedCounts unemitted;

    EmitDeltas(CountSection config) {
        this.config = config;
    }

    @Override
    public void init(ProcessorContext<CountKey, CountUpdate> context) {
        this.context = context;
        this.emittedCounts = context.getStateStore(Nodes.EMITTED_COUNTS);
        this.unemitted = UnemittedCounts.of(context);
        context.schedule(config.cleanUpInterval(), PunctuationType.WALL_CLOCK_TIME, now -> forgetClosedWindows());
    }

    @Override
    public void process(Record<Windowed<EntityKey>, Tally> counted) {
        Windowed<EntityKey> windowed = counted.key();
        Tally tally = counted.value();
        Bytes key = EmittedKey.of(windowed.window().start(), windowed.key());
        Long emitted = emittedCounts.get(key);
        long delta = tally.count() - (emitted == null ? 0 : emitted);
        if (delta == 0) {
            return;
        }
        emittedCounts.put(key, tally.count());
        unemitted.emitted(windowed.window().start(), delta);
        context.forward(new Record<>(
                CountKey.of(windowed.key(), windowed.window().startTime()),
                new CountUpdate(
                        delta,
                        tally.count(),
                        tally.displayName(),
                        windowed.window().endTime()),
                counted.timestamp(),
                counted.headers()));
    }

    /**
     * Forgets the windows that are closed, so that the table takes nothing more for them, and of which the cache holds
     * nothing: their last deltas are out.
     */
    private void forgetClosedWindows() {
        // Closed is: start + size + grace <= stream time.
        long firstOpenStart = context.currentStreamTimeMs()
                - config.windows().size().toMillis()
                - config.grace().toMillis()
                + 1;
        if (firstOpenStart <= 0) {
            return;
        }
        try (KeyValueIterator<Bytes, Long> closed =
                emittedCounts.range(EmittedKey.before(0), EmittedKey.before(firstOpenStart))) {
            while (closed.hasNext()) {
                Bytes key = closed.next().key;
                if (unemitted.isEmpty(EmittedKey.windowStart(key))) {
                    emittedCounts.delete(key);
                }
            }
        }
    }
}

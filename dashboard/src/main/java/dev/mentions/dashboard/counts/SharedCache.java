package dev.mentions.dashboard.counts;

import dev.mentions.dashboard.feed.Stamp;
import dev.mentions.dashboard.store.BudgetSpentException;
import dev.mentions.dashboard.store.Need;
import dev.mentions.dashboard.store.StoreAwayException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what was read for all who ask. One of them reads; who has an older answer is given that meanwhile, and when
 * reading fails or the budget does not allow it. Bounded: what was not asked for longest is forgotten. Thread-safe.
 */
final class SharedCache<K, V> {

    private final Freshness freshness;
    private final InstantSource clock;
    private final ToLongFunction<Kept<V>> wholeNanos;
    private final Map<K, Slot<V>> slots;

    /** Reads something. */
    @FunctionalInterface
    interface Loader<V> {

        /** @param before what was read before; null for nothing */
        V load(@Nullable V before, Need need);
    }

    /** @param readNanos when reading began */
    record Kept<V>(V value, Instant readAt, long readNanos, Stamp stamp) {}

    /** The place of a key: whoever holds its lock reads. */
    private static final class Slot<V> {
        private final ReentrantLock reading = new ReentrantLock();
        private volatile @Nullable Kept<V> kept;
        private @Nullable RuntimeException failure;
        private long failedAtNanos;
    }

    SharedCache(int size, Freshness freshness, InstantSource clock) {
        this(size, freshness, clock, Kept::readNanos);
    }

    /** @param wholeNanos when all of a value was read last, where it is not read in full each time */
    SharedCache(int size, Freshness freshness, InstantSource clock, ToLongFunction<Kept<V>> wholeNanos) {
        this.freshness = freshness;
        this.clock = clock;
        this.wholeNanos = wholeNanos;
        this.slots = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, Slot<V>> eldest) {
                return size() > size;
            }
        };
    }

    /**
     * Returns a value.
     *
     * @param latest the state of the document above it, as it is known now
     * @throws BudgetSpentException when there is none yet and reading it is not allowed now
     * @throws StoreAwayException when there is none yet and it cannot be read
     */
    Dated<V> get(K key, Stamp latest, Loader<V> loader) {
        Slot<V> slot;
        synchronized (slots) {
            slot = slots.computeIfAbsent(key, any -> new Slot<>());
        }
        Kept<V> kept = slot.kept;
        if (kept != null) {
            if (isFresh(kept, latest) || !slot.reading.tryLock()) {
                return dated(kept, latest);
            }
        } else {
            slot.reading.lock();
        }
        try {
            return dated(read(slot, latest, loader), latest);
        } finally {
            slot.reading.unlock();
        }
    }

    private Kept<V> read(Slot<V> slot, Stamp latest, Loader<V> loader) {
        Kept<V> kept = slot.kept;
        if (kept != null && isFresh(kept, latest)) {
            return kept;
        }
        // Whoever has waited for a reading that failed does not begin another one at once.
        if (slot.failure != null && freshness.isRecent(slot.failedAtNanos)) {
            if (kept == null) {
                throw slot.failure;
            }
            return kept;
        }
        long nanos = freshness.now();
        Instant readAt = clock.instant();
        try {
            V value = kept == null ? loader.load(null, Need.FIRST) : loader.load(kept.value(), Need.REFRESH);
            Kept<V> read = new Kept<>(value, readAt, nanos, latest);
            slot.kept = read;
            slot.failure = null;
            return read;
        } catch (BudgetSpentException | StoreAwayException e) {
            slot.failure = e;
            slot.failedAtNanos = freshness.now();
            if (kept == null) {
                throw e;
            }
            return kept;
        }
    }

    private boolean isFresh(Kept<V> kept, Stamp latest) {
        return freshness.isRecent(kept.readNanos()) || isSettled(kept, latest);
    }

    private boolean isSettled(Kept<V> kept, Stamp latest) {
        return freshness.isSettled(wholeNanos.applyAsLong(kept), kept.stamp(), latest);
    }

    private Dated<V> dated(Kept<V> kept, Stamp latest) {
        return new Dated<>(kept.value(), isSettled(kept, latest) ? clock.instant() : kept.readAt());
    }
}

package dev.mentions.streams.view;

import dev.mentions.contract.CountKey;
import dev.mentions.contract.CountUpdate;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** Deltas folded by row: each goes to its window and to all time. For one thread. */
final class Changes {

    private final Map<Bytes, Change> byRow = new HashMap<>();

    /**
     * What happens to one row.
     *
     * @param name the form of the name to display
     */
    record Change(long delta, String name) {

        private Change then(Change later) {
            return new Change(delta + later.delta, later.name);
        }
    }

    void add(CountKey key, CountUpdate update) {
        Change change = new Change(update.delta(), update.displayName());
        merge(key, key.windowStart(), change);
        merge(key, null, change);
    }

    Map<Bytes, Change> byRow() {
        return byRow;
    }

    private void merge(CountKey key, @Nullable Instant windowStart, Change change) {
        byte[] row = Row.key(key.publication(), windowStart, key.kind(), key.entity());
        byRow.merge(Bytes.wrap(row), change, Change::then);
    }
}

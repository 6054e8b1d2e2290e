package dev.mentions.dashboard.feed;

import dev.mentions.contract.Generation;
import dev.mentions.dashboard.store.Position;
import dev.mentions.dashboard.store.PublicationRow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What is known of the publications, and where to go on reading them. Thread-safe. */
final class Known {

    /** Publications that are read at a time. */
    static final int LIMIT = 200;

    /** What was counted this much earlier may become visible later: commits do not end in the order they begin. */
    private static final Duration OVERLAP = Duration.ofSeconds(2);

    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private @Nullable Catalogue catalogue;
    private Position position = new Position(Instant.EPOCH, null);

    /**
     * What rows told.
     *
     * @param changed publications that were not known as they are
     * @param more whether there may be more rows behind them
     */
    record News(List<Publication> changed, boolean more) {}

    Known(InstantSource clock, LongSupplier nanoTime) {
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /** Returns what is known of a generation; null when nothing is. */
    synchronized @Nullable Catalogue of(Generation generation) {
        return catalogue != null && catalogue.generation().equals(generation) ? catalogue : null;
    }

    synchronized Position position() {
        return position;
    }

    /** Takes all publications of a generation. */
    synchronized void replace(Generation generation, List<PublicationRow> rows) {
        long nanos = nanoTime.getAsLong();
        Instant now = clock.instant();
        Map<String, Publication> byId = new HashMap<>();
        for (PublicationRow row : rows) {
            Stamp stamp = Stamp.first(row.version(), row.updatedAt(), now, nanos);
            byId.put(row.id(), new Publication(row, stamp));
        }
        catalogue = new Catalogue(generation, now, byId, newest(byId));
        position = overlapping(byId);
    }

    /** Takes publications that were read from the position on; nothing when they are of another generation. */
    synchronized News add(Generation generation, List<PublicationRow> rows) {
        Catalogue before = of(generation);
        if (before == null) {
            return new News(List.of(), false);
        }
        long nanos = nanoTime.getAsLong();
        Map<String, Publication> byId = new HashMap<>(before.byId());
        List<Publication> changed = new ArrayList<>();
        for (PublicationRow row : rows) {
            Publication known = byId.get(row.id());
            if (known == null || row.version().isAfter(known.row().version())) {
                Publication publication = new Publication(row, new Stamp(row.version(), nanos));
                byId.put(row.id(), publication);
                changed.add(publication);
            }
        }
        catalogue = new Catalogue(generation, clock.instant(), byId, newest(byId));
        boolean more = rows.size() >= LIMIT;
        if (more) {
            PublicationRow last = rows.get(rows.size() - 1);
            position = new Position(last.updatedAt(), last.id());
        } else if (!changed.isEmpty()) {
            position = overlapping(byId);
        }
        return new News(changed, more);
    }

    private static Position overlapping(Map<String, Publication> byId) {
        Instant last = byId.values().stream()
                .map(publication -> publication.row().updatedAt())
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH.plus(OVERLAP));
        return new Position(last.minus(OVERLAP), null);
    }

    private static @Nullable Stamp newest(Map<String, Publication> byId) {
        return byId.values().stream()
                .map(Publication::stamp)
                .max((a, b) -> a.version().compareTo(b.version()))
                .orElse(null);
    }
}

package dev.mentions.dashboard.counts;

import dev.mentions.contract.Generation;
import dev.mentions.dashboard.feed.Publication;
import dev.mentions.dashboard.feed.Stamp;
import dev.mentions.dashboard.store.CountStore;
import dev.mentions.dashboard.store.Place;
import dev.mentions.dashboard.store.WindowRow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The windows of publications. While a publication is counted, its newest windows are read at each refresh and all of
 * them now and then: live posts are of the newest, and an archive's are of any. Thread-safe.
 */
public final class Windows {

    /** As many as a line of a card shows. */
    public static final int FEW = 30;

    /** As many as are kept by default: a window a day. */
    public static final int MANY = 400;

    /** The longest range. */
    public static final int RANGE = 92;

    private static final int SIZE = 5_000;
    private static final int NEWEST = 2;

    /** Looked at for one that has articles. */
    private static final int BEFORE = 8;

    private static final Duration WHOLE_INTERVAL = Duration.ofSeconds(30);

    private final CountStore store;
    private final Freshness freshness;
    private final InstantSource clock;
    private final SharedCache<Newest, Read> newest;
    private final SharedCache<Range, Read> ranges;

    private record Newest(Generation generation, String publication, int limit) {}

    private record Range(
            Generation generation,
            String publication,
            @Nullable Instant from,
            @Nullable Instant to,
            int limit) {}

    /** @param wholeNanos when all of them were read */
    private record Read(TreeMap<Instant, Window> byStart, long wholeNanos) {

        List<Window> list() {
            return List.copyOf(byStart.values());
        }
    }

    Windows(CountStore store, Freshness freshness, InstantSource clock) {
        this.store = store;
        this.freshness = freshness;
        this.clock = clock;
        this.newest =
                new SharedCache<>(SIZE, freshness, clock, kept -> kept.value().wholeNanos());
        this.ranges = new SharedCache<>(SIZE, freshness, clock);
    }

    /** Returns the newest windows of a publication, oldest first. */
    public Dated<List<Window>> newest(Generation generation, Publication publication, int limit) {
        String id = publication.row().id();
        Place place = Place.allTime(generation, id);
        Dated<Read> read = newest.get(new Newest(generation, id, limit), publication.stamp(), (before, need) -> {
            boolean whole = before == null || freshness.now() - before.wholeNanos() >= WHOLE_INTERVAL.toNanos();
            return whole
                    ? read(before, store.windows(place, null, null, limit, need))
                    : merged(before, store.windows(place, null, null, NEWEST, need), limit);
        });
        return new Dated<>(read.value().list(), read.asOf());
    }

    /** Returns the windows that start in a range, oldest first; one more than {@link #RANGE} when there are too many. */
    public Dated<List<Window>> between(Generation generation, Publication publication, Instant from, Instant to) {
        return range(publication, new Range(generation, publication.row().id(), from, to, RANGE + 1));
    }

    /** Returns a window and the few before it, oldest first. */
    public Dated<List<Window>> upTo(Generation generation, Publication publication, Instant start) {
        Range range = new Range(generation, publication.row().id(), null, start.plus(Duration.ofMillis(1)), BEFORE);
        return range(publication, range);
    }

    private Dated<List<Window>> range(Publication publication, Range range) {
        Place place = Place.allTime(range.generation(), range.publication());
        Dated<Read> read = ranges.get(
                range,
                publication.stamp(),
                (before, need) -> read(before, store.windows(place, range.from(), range.to(), range.limit(), need)));
        return new Dated<>(read.value().list(), read.asOf());
    }

    private Read read(@Nullable Read before, List<WindowRow> rows) {
        TreeMap<Instant, Window> byStart = new TreeMap<>();
        put(byStart, before == null ? Map.of() : before.byStart(), rows);
        return new Read(byStart, freshness.now());
    }

    private Read merged(Read before, List<WindowRow> rows, int limit) {
        TreeMap<Instant, Window> byStart = new TreeMap<>(before.byStart());
        put(byStart, before.byStart(), rows);
        while (byStart.size() > limit) {
            byStart.pollFirstEntry();
        }
        return new Read(byStart, before.wholeNanos());
    }

    private void put(Map<Instant, Window> byStart, Map<Instant, Window> before, List<WindowRow> rows) {
        long nanos = freshness.now();
        for (WindowRow row : rows) {
            Window known = before.get(row.start());
            boolean same = known != null && known.row().version().equals(row.version());
            Stamp stamp = same
                    ? known.stamp()
                    : known == null
                            ? Stamp.first(row.version(), row.version(), clock.instant(), nanos)
                            : new Stamp(row.version(), nanos);
            byStart.put(row.start(), new Window(row, stamp));
        }
    }

    /** Returns the newest window that has articles; null when there is none. */
    public static @Nullable Window newestWithArticles(List<Window> windows) {
        return windows.stream()
                .filter(window -> window.row().articles() > 0)
                .reduce((before, after) -> after)
                .orElse(null);
    }
}

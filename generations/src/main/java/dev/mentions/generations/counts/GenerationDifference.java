package dev.mentions.generations.counts;

import dev.mentions.contract.EntityKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How one publication's totals differ between two generations.
 *
 * @param articlesBefore posts counted in the one
 * @param articlesAfter posts counted in the other
 * @param entitiesBefore entities counted in the one, of each kind
 * @param entitiesAfter entities counted in the other
 * @param gained entities that only the other counts
 * @param lost entities that only the one counts
 * @param recounted entities that both count, differently
 * @param mentionsMoved by how much the counts of all entities differ, added up
 * @param largest the entities whose counts differ most, those first
 */
public record GenerationDifference(
        long articlesBefore,
        long articlesAfter,
        long entitiesBefore,
        long entitiesAfter,
        long gained,
        long lost,
        long recounted,
        long mentionsMoved,
        List<Change> largest) {

    /** How the count of an entity differs; 0 where it is not counted. */
    public record Change(EntityKind kind, String entity, long before, long after) {

        private static final Comparator<Change> BY_SIZE = Comparator.comparingLong(Change::size)
                .thenComparing(Change::kind, Comparator.reverseOrder())
                .thenComparing(Change::entity, Comparator.reverseOrder());

        /** Returns by how much it differs, not negative. */
        public long size() {
            return Math.abs(after - before);
        }
    }

    public GenerationDifference {
        largest = List.copyOf(largest);
    }

    /** Returns whether anything differs. */
    public boolean isAny() {
        return articlesBefore != articlesAfter || mentionsMoved > 0;
    }

    /**
     * Compares the totals of one publication.
     *
     * @param before in canonical order
     * @param after in canonical order
     * @param kept how many of the largest changes are kept
     */
    public static GenerationDifference between(Stream<CountLine> before, Stream<CountLine> after, int kept) {
        Comparison comparison = new Comparison(kept);
        Iterator<CountLine> one = before.iterator();
        Iterator<CountLine> other = after.iterator();
        CountLine left = next(one);
        CountLine right = next(other);
        while (left != null || right != null) {
            int order = order(left, right);
            comparison.add(order <= 0 ? left : null, order >= 0 ? right : null);
            left = order <= 0 ? next(one) : left;
            right = order >= 0 ? next(other) : right;
        }
        return comparison.result();
    }

    private static @Nullable CountLine next(Iterator<CountLine> lines) {
        return lines.hasNext() ? lines.next() : null;
    }

    private static int order(@Nullable CountLine left, @Nullable CountLine right) {
        if (left == null) {
            return 1;
        }
        return right == null ? -1 : CountLine.ORDER.compare(left, right);
    }

    private static final class Comparison {

        private final int kept;
        private final PriorityQueue<Change> largest = new PriorityQueue<>(Change.BY_SIZE);
        private long articlesBefore;
        private long articlesAfter;
        private long entitiesBefore;
        private long entitiesAfter;
        private long gained;
        private long lost;
        private long recounted;
        private long mentionsMoved;

        Comparison(int kept) {
            this.kept = kept;
        }

        /** Takes an entity as each of the two counts it, null where it does not; not null in both. */
        void add(@Nullable CountLine left, @Nullable CountLine right) {
            CountLine any = left == null ? right : left;
            long before = left == null ? 0 : left.count();
            long after = right == null ? 0 : right.count();
            if (any.kind() == EntityKind.ARTICLE) {
                articlesBefore += before;
                articlesAfter += after;
                return;
            }
            entitiesBefore += left == null ? 0 : 1;
            entitiesAfter += right == null ? 0 : 1;
            if (before == after) {
                return;
            }
            gained += left == null ? 1 : 0;
            lost += right == null ? 1 : 0;
            recounted += left != null && right != null ? 1 : 0;
            Change change = new Change(any.kind(), any.entity(), before, after);
            mentionsMoved += change.size();
            largest.add(change);
            if (largest.size() > kept) {
                largest.poll();
            }
        }

        GenerationDifference result() {
            List<Change> changes = new ArrayList<>(largest);
            changes.sort(Change.BY_SIZE.reversed());
            return new GenerationDifference(
                    articlesBefore,
                    articlesAfter,
                    entitiesBefore,
                    entitiesAfter,
                    gained,
                    lost,
                    recounted,
                    mentionsMoved,
                    changes);
        }
    }
}

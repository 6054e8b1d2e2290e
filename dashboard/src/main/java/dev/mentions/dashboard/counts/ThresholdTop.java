package dev.mentions.dashboard.counts;

import dev.mentions.dashboard.store.EntityRow;
import dev.mentions.dashboard.store.Rank;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The largest sums over several lists that are each sorted by count, after Fagin's threshold algorithm: the lists are
 * read from their tops on, what is missing of those that may be among the largest is looked up, and it ends when nothing
 * that was not seen can be as large. For one thread.
 */
final class ThresholdTop {

    /** Rows of all lists together that are read at a time. */
    private static final int ROWS = 3_000;

    private static final int SHORTEST_PAGE = 10;
    private static final int LONGEST_PAGE = 100;

    /** What may be read in all; beyond it the sums may be too small, and others missing. */
    private static final int MAX_READS = 6_000;

    /** Look-ups between two looks into the lists. */
    private static final int ROUNDS = 4;

    private static final Comparator<Candidate> BY_SUM =
            Comparator.comparingLong((Candidate one) -> -one.sum).thenComparing(one -> one.row.id());

    private static final Comparator<Candidate> BY_BOUND =
            Comparator.comparingLong((Candidate one) -> -one.bound).thenComparing(one -> one.row.id());

    private final Lists lists;
    private final int size;
    private final int wanted;
    private final int pageSize;
    private final Rank[] after;
    private final long[] last;
    private final BitSet ended;
    private final Map<String, Candidate> candidates = new HashMap<>();
    private int reads;

    /** Lists, numbered from 0. */
    interface Lists {

        /** Returns the next rows of some lists, each behind a rank, or from the top where that is null. */
        Map<Integer, List<EntityRow>> pages(Map<Integer, @Nullable Rank> behind, int limit);

        /** Returns counts by list and id of an entity; what is not counted in a list may be left out. */
        Map<Integer, Map<String, Long>> look(Map<Integer, Set<String>> wanted);
    }

    /**
     * What was found.
     *
     * @param rows the largest sums, largest first
     * @param exact whether no other sum can be larger than the last of them, and each is whole
     */
    record Found(List<EntityRow> rows, boolean exact) {}

    private static final class Candidate {

        private EntityRow row;
        private int rowList;
        private long sum;
        private long bound;
        private final BitSet seen = new BitSet();

        private Candidate(EntityRow row, int rowList) {
            this.row = row;
            this.rowList = rowList;
        }
    }

    private ThresholdTop(Lists lists, int size, int wanted) {
        this.lists = lists;
        this.size = size;
        this.wanted = wanted;
        this.pageSize = Math.max(SHORTEST_PAGE, Math.min(LONGEST_PAGE, ROWS / Math.max(1, size)));
        this.after = new Rank[size];
        this.last = new long[size];
        this.ended = new BitSet(size);
    }

    /**
     * Finds the largest sums.
     *
     * @param size how many lists there are; a later one's display texts win
     * @param wanted how many sums
     */
    static Found find(Lists lists, int size, int wanted) {
        return new ThresholdTop(lists, size, wanted).find();
    }

    private Found find() {
        while (reads <= MAX_READS) {
            deepen();
            if (settle()) {
                List<Candidate> top = largestBounds();
                long least = top.size() < wanted ? 0 : top.get(wanted - 1).sum;
                if (ended.cardinality() == size || (top.size() >= wanted && least >= threshold())) {
                    return found(top, true);
                }
            }
        }
        return found(candidates.values().stream().sorted(BY_SUM).limit(wanted).toList(), false);
    }

    private static Found found(Collection<Candidate> top, boolean exact) {
        List<EntityRow> rows = new ArrayList<>();
        for (Candidate one : top) {
            EntityRow row = one.row;
            rows.add(new EntityRow(row.id(), row.kind(), row.key(), row.text(), one.sum));
        }
        return new Found(rows, exact);
    }

    /** Reads on in every list that has not ended. */
    private void deepen() {
        Map<Integer, @Nullable Rank> behind = new LinkedHashMap<>();
        for (int list = ended.nextClearBit(0); list < size; list = ended.nextClearBit(list + 1)) {
            behind.put(list, after[list]);
        }
        if (behind.isEmpty()) {
            return;
        }
        lists.pages(behind, pageSize).forEach((list, rows) -> {
            for (EntityRow row : rows) {
                Candidate candidate = candidates.computeIfAbsent(row.id(), id -> new Candidate(row, list));
                if (list > candidate.rowList) {
                    candidate.row = row;
                    candidate.rowList = list;
                }
                see(candidate, list, row.count());
                after[list] = Rank.of(row);
                last[list] = row.count();
            }
            reads += Math.max(1, rows.size());
            if (rows.size() < pageSize) {
                ended.set(list);
            }
        });
    }

    private static void see(Candidate candidate, int list, long count) {
        if (!candidate.seen.get(list)) {
            candidate.seen.set(list);
            candidate.sum += count;
        }
    }

    /** What an entity that was seen nowhere may have at most. */
    private long threshold() {
        long sum = 0;
        for (int list = ended.nextClearBit(0); list < size; list = ended.nextClearBit(list + 1)) {
            sum += last[list];
        }
        return sum;
    }

    /**
     * Looks up what is missing of the candidates that may be the largest, for some rounds: where it does not end by then,
     * reading on in the lists tells more. Returns whether the largest are known in full.
     */
    private boolean settle() {
        for (int round = 0; round < ROUNDS; round++) {
            Map<Integer, Set<String>> missing = new HashMap<>();
            int count = 0;
            for (Candidate candidate : largestBounds()) {
                for (int list = unknown(candidate, 0); list < size; list = unknown(candidate, list + 1)) {
                    missing.computeIfAbsent(list, any -> new TreeSet<>()).add(candidate.row.id());
                    count++;
                }
            }
            if (count == 0) {
                return true;
            }
            reads += count;
            if (reads > MAX_READS) {
                return false;
            }
            Map<Integer, Map<String, Long>> looked = lists.look(missing);
            missing.forEach((list, ids) -> ids.forEach(id -> see(
                    candidates.get(id),
                    list,
                    looked.getOrDefault(list, Map.of()).getOrDefault(id, 0L))));
        }
        return false;
    }

    private List<Candidate> largestBounds() {
        for (Candidate candidate : candidates.values()) {
            candidate.bound = candidate.sum;
            for (int list = unknown(candidate, 0); list < size; list = unknown(candidate, list + 1)) {
                candidate.bound += last[list];
            }
        }
        return candidates.values().stream().sorted(BY_BOUND).limit(wanted).toList();
    }

    /** Returns the next list from which a candidate may have a count that is not known; {@code size} for none. */
    private int unknown(Candidate candidate, int from) {
        int list = from;
        while (list < size && (ended.get(list) || candidate.seen.get(list))) {
            list++;
        }
        return list;
    }
}

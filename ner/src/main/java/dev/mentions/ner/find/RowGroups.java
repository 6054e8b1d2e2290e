package dev.mentions.ner.find;

import java.util.Arrays;
import java.util.Set;

/**
 * Rows of features that differ only in how their texts start, found together by what follows: one look-up instead of one
 * for each start. Immutable.
 */
final class RowGroups {

    private final int width;
    private final LongTable groups;
    private final int[] rows;

    /**
     * Groups features.
     *
     * @param starts of each row of a group; an empty one is never there
     */
    RowGroups(Set<String> features, FeatureWeights weights, String[] starts) {
        this.width = starts.length;
        int members = 0;
        for (String feature : features) {
            for (String start : starts) {
                members += isMember(feature, start) ? 1 : 0;
            }
        }
        this.groups = new LongTable(members);
        int[] filled = new int[members * width];
        Arrays.fill(filled, LongTable.ABSENT);
        int size = 0;
        for (String feature : features) {
            for (int i = 0; i < width; i++) {
                if (isMember(feature, starts[i])) {
                    long rest = weights.hash().of(feature.substring(starts[i].length()));
                    int group = groups.get(rest);
                    if (group == LongTable.ABSENT) {
                        group = size++;
                        groups.put(rest, group);
                    }
                    filled[group * width + i] = weights.row(weights.hash().of(feature));
                }
            }
        }
        this.rows = Arrays.copyOf(filled, size * width);
    }

    /** Returns the group of what follows the starts; {@link LongTable#ABSENT} when it has none. */
    int group(long rest) {
        return groups.get(rest);
    }

    /** Returns a group's row for a start; {@link LongTable#ABSENT} when either is absent. */
    int row(int group, int start) {
        return group < 0 ? LongTable.ABSENT : rows[group * width + start];
    }

    private static boolean isMember(String feature, String start) {
        return !start.isEmpty() && feature.startsWith(start);
    }
}

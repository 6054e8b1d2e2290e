package dev.mentions.streams.view;

import dev.mentions.contract.EntityKind;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What the read model held at one moment.
 *
 * @param articles of the publication, in the window or of all time
 * @param entries the largest counts first, equal ones by kind and entity
 * @param offsets by partition of the counts topic: every record before is counted here, and none from there on
 */
public record CountsFound(long articles, List<Entry> entries, Map<Integer, Long> offsets) {

    public CountsFound {
        entries = List.copyOf(entries);
        offsets = Map.copyOf(offsets);
    }

    /**
     * One count.
     *
     * @param key the entity's normal form
     * @param name the form of the name to display
     */
    public record Entry(EntityKind kind, String key, String name, long count) {

        static final Comparator<Entry> LARGEST_FIRST = Comparator.comparingLong(Entry::count)
                .reversed()
                .thenComparing(Entry::kind)
                .thenComparing(Entry::key);
    }
}

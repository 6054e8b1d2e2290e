package dev.mentions.dashboard.counts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mentions.contract.EntityKind;
import dev.mentions.dashboard.store.EntityRow;
import dev.mentions.dashboard.store.Rank;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** The largest sums are those that adding everything up gives. */
class ThresholdTopTest {

    private static final Comparator<EntityRow> ORDER = Comparator.comparingLong(EntityRow::count)
            .thenComparing(EntityRow::id)
            .reversed();

    @Property(tries = 500)
    void shouldFindTheLargestSums(
            @ForAll("windows") List<Map<String, Long>> windows, @ForAll @IntRange(min = 1, max = 30) int wanted) {
        Sorted lists = new Sorted(windows);

        ThresholdTop.Found found = ThresholdTop.find(lists, windows.size(), wanted);

        Map<String, Long> sums = sums(windows);
        assertThat(found.exact()).isTrue();
        assertThat(found.rows())
                .allSatisfy(row -> assertThat(row.count()).as(row.id()).isEqualTo(sums.get(row.id())));
        assertThat(found.rows()).extracting(EntityRow::id).doesNotHaveDuplicates();
        assertThat(found.rows())
                .extracting(EntityRow::count)
                .containsExactlyElementsOf(sums.values().stream()
                        .sorted(Comparator.reverseOrder())
                        .limit(wanted)
                        .toList());
    }

    /** An entity that is on no first page and still has the largest sum. */
    @Example
    void shouldFindWhatIsFirstNowhere() {
        List<Map<String, Long>> windows = new ArrayList<>();
        for (int window = 0; window < 60; window++) {
            Map<String, Long> counts = new TreeMap<>();
            for (int other = 0; other < 50; other++) {
                counts.put("only-" + window + "-" + other, 100L);
            }
            counts.put("everywhere", 99L);
            windows.add(counts);
        }

        ThresholdTop.Found found = ThresholdTop.find(new Sorted(windows), windows.size(), 1);

        assertThat(found.rows()).extracting(EntityRow::id).containsExactly("everywhere");
        assertThat(found.rows().get(0).count()).isEqualTo(60 * 99);
        assertThat(found.exact()).isTrue();
    }

    /** All that was seen is known in full, and still what was not seen is larger: only the threshold tells that. */
    @Example
    void shouldGoOnWhileWhatWasNotSeenMayBeLarger() {
        List<Map<String, Long>> windows = new ArrayList<>();
        for (int window = 0; window < 2; window++) {
            Map<String, Long> counts = new TreeMap<>();
            for (int other = 0; other < 100; other++) {
                counts.put("only-" + window + "-" + other, 10L);
            }
            for (int other = 0; other < 100; other++) {
                counts.put("both-" + other, 9L);
            }
            windows.add(counts);
        }

        ThresholdTop.Found found = ThresholdTop.find(new Sorted(windows), windows.size(), 80);

        assertThat(found.rows()).hasSize(80).extracting(EntityRow::count).containsOnly(18L);
        assertThat(found.exact()).isTrue();
    }

    @Example
    void shouldReadLittleWhereFewAreFarAhead() {
        List<Map<String, Long>> windows = new ArrayList<>();
        for (int window = 0; window < 92; window++) {
            Map<String, Long> counts = new TreeMap<>();
            for (int entity = 0; entity < 1_000; entity++) {
                counts.put("e" + entity, 10_000L / (entity + 1));
            }
            windows.add(counts);
        }
        Sorted lists = new Sorted(windows);

        ThresholdTop.Found found = ThresholdTop.find(lists, windows.size(), 20);

        assertThat(found.exact()).isTrue();
        assertThat(lists.read).isLessThan(4_000);
    }

    @Example
    void shouldSayWhenItGivesUp() {
        List<Map<String, Long>> windows = new ArrayList<>();
        for (int window = 0; window < 92; window++) {
            Map<String, Long> counts = new TreeMap<>();
            for (int entity = 0; entity < 1_000; entity++) {
                counts.put("e" + window + "-" + entity, 5L);
            }
            windows.add(counts);
        }
        Sorted lists = new Sorted(windows);

        ThresholdTop.Found found = ThresholdTop.find(lists, windows.size(), 20);

        assertThat(found.exact()).isFalse();
        assertThat(found.rows()).hasSize(20);
        assertThat(lists.read).isLessThan(12_000);
    }

    @Provide
    Arbitrary<List<Map<String, Long>>> windows() {
        Arbitrary<String> entity = Arbitraries.integers().between(0, 150).map(number -> "e" + number);
        // Counts that fall off as those of names do, and ties.
        Arbitrary<Long> count = Arbitraries.integers().between(1, 60).map(number -> 1L + 400L / (number * number));
        return Arbitraries.maps(entity, count)
                .ofMaxSize(150)
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
    }

    private static Map<String, Long> sums(List<Map<String, Long>> windows) {
        Map<String, Long> sums = new HashMap<>();
        windows.forEach(window -> window.forEach((id, count) -> sums.merge(id, count, Long::sum)));
        return sums;
    }

    /** Lists in memory, which count what is read of them. */
    private static final class Sorted implements ThresholdTop.Lists {

        private final List<Map<String, Long>> windows;
        private int read;

        Sorted(List<Map<String, Long>> windows) {
            this.windows = windows;
        }

        @Override
        public Map<Integer, List<EntityRow>> pages(Map<Integer, @Nullable Rank> behind, int limit) {
            Map<Integer, List<EntityRow>> pages = new HashMap<>();
            behind.forEach((list, after) -> {
                List<EntityRow> page = windows.get(list).entrySet().stream()
                        .map(one -> new EntityRow(
                                one.getKey(), EntityKind.PERSON, one.getKey(), one.getKey(), one.getValue()))
                        .sorted(ORDER)
                        .filter(row -> after == null || ORDER.compare(row, row(after)) > 0)
                        .limit(limit)
                        .toList();
                read += page.size();
                pages.put(list, page);
            });
            return pages;
        }

        private static EntityRow row(Rank rank) {
            return new EntityRow(rank.id(), EntityKind.PERSON, "", "", rank.count());
        }

        @Override
        public Map<Integer, Map<String, Long>> look(Map<Integer, Set<String>> wanted) {
            Map<Integer, Map<String, Long>> found = new HashMap<>();
            wanted.forEach((list, ids) -> ids.forEach(id -> {
                read++;
                Long count = windows.get(list).get(id);
                if (count != null) {
                    found.computeIfAbsent(list, any -> new HashMap<>()).put(id, count);
                }
            }));
            return found;
        }
    }
}

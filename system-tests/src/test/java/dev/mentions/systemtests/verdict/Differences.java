package dev.mentions.systemtests.verdict;

import dev.mentions.contract.EntityKind;
import dev.mentions.generations.counts.CountLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is not as it must be, in words. For one thread. */
final class Differences {

    private final List<String> found = new ArrayList<>();

    /** Compares two bags of things. */
    <T> void compare(String what, Iterable<T> expected, Iterable<T> actual) {
        Map<T, Integer> balance = new HashMap<>();
        expected.forEach(one -> balance.merge(one, 1, Integer::sum));
        actual.forEach(one -> balance.merge(one, -1, Integer::sum));
        balance.forEach((one, left) -> {
            if (left > 0) {
                found.add(what + ": missing " + left + " times " + one);
            } else if (left < 0) {
                found.add(what + ": " + -left + " times too often " + one);
            }
        });
    }

    /** Compares counts: each stands in one document and is what it must be. */
    void compareCounts(String what, List<CountLine> expected, List<CountLine> actual) {
        Map<Counted, List<Long>> found = actual.stream()
                .collect(Collectors.groupingBy(
                        Counted::of, Collectors.mapping(CountLine::count, Collectors.toUnmodifiableList())));
        Map<Counted, Long> left = new HashMap<>();
        expected.forEach(line -> left.put(Counted.of(line), line.count()));
        found.forEach((counted, counts) -> {
            if (counts.size() > 1) {
                add(what + ": in " + counts.size() + " documents: " + counted);
            }
            long sum = counts.stream().mapToLong(Long::longValue).sum();
            Long count = left.remove(counted);
            if (count == null) {
                add(what + ": unknown, " + sum + ": " + counted);
            } else if (sum != count) {
                add(what + (sum > count ? ": too high, " : ": too low, ") + sum + " instead of " + count + ": "
                        + counted);
            }
        });
        left.forEach((counted, count) -> add(what + ": missing, " + count + ": " + counted));
    }

    private record Counted(
            String publication,
            EntityKind kind,
            String entity,
            @Nullable Instant window) {
        static Counted of(CountLine line) {
            return new Counted(line.publication(), line.kind(), line.entity(), line.window());
        }
    }

    void add(String difference) {
        found.add(difference);
    }

    List<String> found() {
        return found;
    }
}

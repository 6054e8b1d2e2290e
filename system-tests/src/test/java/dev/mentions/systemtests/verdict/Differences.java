package dev.mentions.systemtests.verdict;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

    void add(String difference) {
        found.add(difference);
    }

    List<String> found() {
        return found;
    }
}

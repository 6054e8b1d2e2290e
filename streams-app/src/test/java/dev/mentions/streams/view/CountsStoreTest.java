package dev.mentions.streams.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mentions.contract.CountKey;
import dev.mentions.contract.CountUpdate;
import dev.mentions.contract.EntityKind;
import dev.mentions.streams.runtime.RocksDbMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CountsStoreTest {

    private static final Instant DAY = Instant.parse("2016-03-01T00:00:00Z");
    private static final Instant ANCIENT = Instant.parse("1914-07-28T00:00:00Z");
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String TOPIC = "topic-id";

    private final RocksDbMemory memory = new RocksDbMemory(16 * 1024 * 1024);

    @TempDir
    Path directory;

    private record Update(CountKey key, long delta, String name) {}

    @AfterEach
    void free() {
        memory.close();
    }

    @Test
    void shouldAnswerWhatAFoldOverAllUpdatesGives() throws Exception {
        Random random = new Random(11);
        // Beginnings of each other, beyond the BMP, half of a surrogate pair, what stands for it in UTF-8, zeros.
        List<String> names = List.of(
                "a",
                "ab",
                "abc",
                "",
                "\0",
                "a\0",
                "\u00fc",
                "\ud83d\udc69",
                "\ud83d",
                "?",
                "\ufffd",
                "x".repeat(10_000));
        List<Instant> windows = List.of(DAY, DAY.plus(Duration.ofDays(1)), ANCIENT, Instant.EPOCH);
        List<Update> updates = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            EntityKind kind = any(List.of(EntityKind.values()), random);
            updates.add(new Update(
                    new CountKey(
                            any(names, random),
                            kind,
                            kind == EntityKind.ARTICLE ? "" : any(names, random),
                            any(windows, random)),
                    1 + random.nextInt(3),
                    any(names, random)));
        }
        try (CountsStore store = CountsStore.open(directory.resolve("store"), memory, TOPIC)) {
            for (int from = 0; from < updates.size(); from += 100) {
                store.apply(changes(updates.subList(from, from + 100)), Map.of(0, from + 100L));
            }
            for (String publication : names) {
                for (Optional<Instant> window : Stream.concat(
                                Stream.of(Optional.<Instant>empty()),
                                windows.stream().map(Optional::of))
                        .toList()) {
                    for (Optional<EntityKind> kind : Stream.concat(
                                    Stream.of(Optional.<EntityKind>empty()),
                                    Stream.of(EntityKind.values()).map(Optional::of))
                            .toList()) {
                        int limit = 1 + random.nextInt(20);
                        CountsQuery query = new CountsQuery(publication, window, kind, limit);
                        assertThat(store.find(query, LIMIT)).isEqualTo(fold(updates, query, Map.of(0, 3_000L)));
                    }
                }
            }
        }
    }

    @Test
    void shouldHoldCountsAndOffsetsTogetherWhereverAWriteIsCutOff() throws Exception {
        Random random = new Random(3);
        List<Update> updates = new ArrayList<>();
        Path whole = directory.resolve("whole");
        CountsQuery query = new CountsQuery("p", Optional.empty(), Optional.empty(), 1_000);
        try (CountsStore store = CountsStore.open(whole, memory, TOPIC)) {
            for (int batch = 0; batch < 20; batch++) {
                List<Update> some = new ArrayList<>();
                for (int i = 0; i < 10; i++) {
                    some.add(new Update(
                            new CountKey("p", EntityKind.PERSON, "n" + random.nextInt(8), DAY), 1, "N" + batch));
                }
                updates.addAll(some);
                store.apply(changes(some), Map.of(0, (long) updates.size()));
            }
            // A process that dies leaves what it has written, and of the last write perhaps a part.
            byte[] log = Files.readAllBytes(log(whole));
            int reached = 0;
            for (int i = 0; i < 60; i++) {
                Path cut = directory.resolve("cut-" + i);
                copy(whole, cut);
                Files.write(log(cut), Arrays.copyOf(log, i == 0 ? log.length : random.nextInt(log.length)));
                try (CountsStore reopened = CountsStore.open(cut, memory, TOPIC)) {
                    CountsFound found = reopened.find(query, LIMIT);
                    int offset = found.offsets().getOrDefault(0, 0L).intValue();
                    assertThat(found).isEqualTo(fold(updates.subList(0, offset), query, found.offsets()));
                    reached = Math.max(reached, offset);
                    // Read on from there, all of it is counted once.
                    reopened.apply(changes(updates.subList(offset, updates.size())), Map.of(0, (long) updates.size()));
                    assertThat(reopened.find(query, LIMIT))
                            .isEqualTo(fold(updates, query, Map.of(0, (long) updates.size())));
                }
            }
            assertThat(reached).isEqualTo(updates.size());
        }
    }

    @Test
    void shouldBeginAnewForAnotherTopicOnly() throws Exception {
        CountsQuery query = new CountsQuery("p", Optional.of(DAY), Optional.of(EntityKind.MISC), 5);
        List<Update> one = List.of(new Update(new CountKey("p", EntityKind.MISC, "x", DAY), 2, "X"));
        try (CountsStore store = CountsStore.open(directory, memory, "first")) {
            store.apply(changes(one), Map.of(7, 9L));
        }
        try (CountsStore store = CountsStore.open(directory, memory, "first")) {
            assertThat(store.find(query, LIMIT)).isEqualTo(fold(one, query, Map.of(7, 9L)));
        }
        try (CountsStore store = CountsStore.open(directory, memory, "second")) {
            assertThat(store.find(query, LIMIT)).isEqualTo(new CountsFound(0, List.of(), Map.of()));
        }
    }

    @Test
    void shouldGiveUpAQueryThatTakesTooLong() throws Exception {
        Changes changes = new Changes();
        for (int i = 0; i < 10_000; i++) {
            changes.add(
                    new CountKey("p", EntityKind.PERSON, "n" + i, DAY),
                    new CountUpdate(1, null, "N", DAY.plus(Duration.ofDays(1))));
        }
        try (CountsStore store = CountsStore.open(directory, memory, TOPIC)) {
            store.apply(changes, Map.of(0, 1L));
            CountsQuery query = new CountsQuery("p", Optional.empty(), Optional.empty(), 1);

            assertThat(store.find(query, LIMIT).entries()).hasSize(1);
            assertThatThrownBy(() -> store.find(query, Duration.ofNanos(1)))
                    .isInstanceOf(CountsStore.TooSlowException.class);
        }
    }

    private static Changes changes(List<Update> updates) {
        Changes changes = new Changes();
        updates.forEach(update -> changes.add(
                update.key(), new CountUpdate(update.delta(), null, update.name(), DAY.plus(Duration.ofDays(1)))));
        return changes;
    }

    /** What the store must answer, told without it. */
    private static CountsFound fold(List<Update> updates, CountsQuery query, Map<Integer, Long> offsets) {
        record Counted(EntityKind kind, String entity) {}
        Map<Counted, Long> sums = new HashMap<>();
        Map<Counted, String> names = new HashMap<>();
        for (Update update : updates) {
            CountKey key = update.key();
            if (key.publication().equals(query.publication())
                    && query.windowStart().map(key.windowStart()::equals).orElse(true)) {
                Counted counted = new Counted(key.kind(), key.entity());
                sums.merge(counted, update.delta(), Long::sum);
                names.put(counted, update.name());
            }
        }
        List<CountsFound.Entry> entries = sums.entrySet().stream()
                .filter(sum -> query.kind()
                        .map(sum.getKey().kind()::equals)
                        .orElse(sum.getKey().kind() != EntityKind.ARTICLE))
                .map(sum -> new CountsFound.Entry(
                        sum.getKey().kind(), sum.getKey().entity(), names.get(sum.getKey()), sum.getValue()))
                .sorted((a, b) -> {
                    int byCount = Long.compare(b.count(), a.count());
                    int byKind = a.kind().compareTo(b.kind());
                    return byCount != 0
                            ? byCount
                            : byKind != 0 ? byKind : a.key().compareTo(b.key());
                })
                .limit(query.limit())
                .toList();
        return new CountsFound(sums.getOrDefault(new Counted(EntityKind.ARTICLE, ""), 0L), entries, offsets);
    }

    private static <T> T any(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }

    private static Path log(Path store) throws IOException {
        try (Stream<Path> files = Files.list(store)) {
            return files.filter(file -> Objects.toString(file.getFileName()).matches("\\d+\\.log"))
                    .max(Path::compareTo)
                    .orElseThrow();
        }
    }

    static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(Objects.toString(file.getFileName())));
            }
        }
    }
}

package dev.mentions.sink.consume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mentions.contract.CountKey;
import dev.mentions.contract.CountUpdate;
import dev.mentions.contract.EntityKey;
import dev.mentions.contract.EntityKind;
import dev.mentions.sink.consume.FakeCountStore.Fault;
import dev.mentions.sink.plan.CountChange;
import dev.mentions.sink.plan.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/**
 * Two sinks on one partition, that crash, hang, are fenced and fence each other, on a store that fails before, after
 * and late: whatever happens, the sums are exact. All of C1 to C23 in random order, but for what only a real consumer group does (C21, C22).
 */
class ExactlyOncePropertyTest {

    private static final Instant MONDAY = Instant.parse("2026-11-16T00:00:00Z");

    private static final List<Fault> FAULTS = List.of(Fault.values());

    private final AtomicLong nanos = new AtomicLong();

    @Property(tries = 1_000, shrinking = ShrinkingMode.BOUNDED)
    void shouldEndWithExactSumsWhateverHappens(
            @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 0, max = 999) Integer> shape,
            @ForAll @Size(max = 150) List<@IntRange(min = 0, max = 999) Integer> events) {
        List<SourceRecord> log = log(shape);
        long end = log.get(log.size() - 1).offset() + 1 + shape.get(0) % 3;
        FakeCountStore store = new FakeCountStore();
        FakeSink[] sinks = {sink(store, log, end), sink(store, log, end)};

        for (int event : events) {
            int who = event % 2;
            int detail = event / 20;
            switch (event / 2 % 10) {
                case 0, 1, 2, 3 -> sinks[who].turn(1 + detail % 12, false);
                case 4 -> sinks[who].turn(1 + detail % 12, true);
                case 5 -> nanos.addAndGet(Duration.ofMillis(detail * 20L).toNanos());
                case 6, 7 -> store.faults.add(FAULTS.get(detail % FAULTS.size()));
                case 8 -> store.land();
                default -> {
                    if (detail % 2 == 0 && sinks[who].state.confirmationDue()) {
                        sinks[who].state.confirmed();
                    } else {
                        sinks[who] = sink(store, log, end);
                    }
                }
            }
        }
        store.faults.clear();
        FakeSink last = sink(store, log, end);
        last.finish();
        while (store.land()) {
            sinks[0].turn(10, true);
            sinks[1].turn(10, true);
        }
        sink(store, log, end).finish();

        store.counts.values().removeIf(sum -> sum == 0);
        assertThat(store.counts).isEqualTo(expected(log));
        assertThat(store.deadLetters)
                .containsExactlyInAnyOrderElementsOf(log.stream()
                        .filter(ExactlyOncePropertyTest::isPoison)
                        .map(SourceRecord::offset)
                        .toList());
    }

    private FakeSink sink(FakeCountStore store, List<SourceRecord> log, long end) {
        return new FakeSink(store, log, end, nanos);
    }

    private static List<SourceRecord> log(List<Integer> shape) {
        List<SourceRecord> log = new ArrayList<>();
        long offset = 0;
        for (int part : shape) {
            offset += part % 7 == 0 ? part % 4 : 0;
            if (part % 29 == 0) {
                log.add(new SourceRecord.Unreadable(offset, offset, "not JSON"));
            } else {
                boolean poison = part % 31 == 0;
                String entity = (poison ? FakeCountStore.POISON : "entity ") + part % 5;
                EntityKey key = new EntityKey("p", EntityKind.PERSON, entity);
                Instant start = MONDAY.plus(Duration.ofDays(part % 2));
                log.add(new SourceRecord.Delta(
                        offset,
                        offset,
                        PostOrigin.UNKNOWN,
                        CountKey.of(key, start),
                        new CountUpdate(poison ? 1 : part % 6 - 2, null, entity, start.plus(Duration.ofDays(1)))));
            }
            offset++;
        }
        return log;
    }

    private static boolean isPoison(SourceRecord source) {
        return source instanceof SourceRecord.Unreadable
                || (source instanceof SourceRecord.Delta delta
                        && delta.key().entity().startsWith(FakeCountStore.POISON));
    }

    private static Map<String, Long> expected(List<SourceRecord> log) {
        Map<String, Long> sums = new HashMap<>();
        for (SourceRecord source : log) {
            if (source instanceof SourceRecord.Delta delta
                    && !isPoison(source)
                    && delta.update().delta() != 0) {
                Window window =
                        new Window(delta.key().windowStart(), delta.update().windowEnd());
                long change = delta.update().delta();
                for (Window each : new Window[] {null, window}) {
                    sums.merge(
                            FakeCountStore.id(new CountChange(delta.key().entityKey(), each, "", change)),
                            change,
                            Long::sum);
                }
            }
        }
        sums.values().removeIf(sum -> sum == 0);
        return sums;
    }
}

package dev.mentions.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mentions.contract.CountKey;
import dev.mentions.contract.CountUpdate;
import dev.mentions.contract.EntityKey;
import dev.mentions.contract.EntityKind;
import dev.mentions.contract.Mention;
import dev.mentions.contract.TopicSpec;
import dev.mentions.streams.TestConfigs;
import dev.mentions.streams.config.StreamsAppConfig;
import dev.mentions.streams.count.Windows;
import dev.mentions.streams.runtime.StreamsProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;

/** Windows of an hour, grace of ten minutes, events of some days around the epoch in any order. */
class CountInvariantTest {

    private static final Windows HOURLY = new Windows(Duration.ofHours(1));
    private static final Duration GRACE = Duration.ofMinutes(10);
    private static final Instant WRITTEN = Instant.parse("2026-11-20T12:00:00Z");

    private record Sent(EntityKey key, int count, Instant eventTime) {

        CountKey countKey() {
            return CountKey.of(key, HOURLY.windowOf(eventTime).start());
        }
    }

    @Provide
    Arbitrary<List<Sent>> mentions() {
        Arbitrary<EntityKey> keys =
                Arbitraries.of("ada", "bob", "eve").map(entity -> new EntityKey("p", EntityKind.PERSON, entity));
        Arbitrary<Instant> times = Arbitraries.longs()
                .between(-Duration.ofDays(1).toMillis(), Duration.ofDays(2).toMillis())
                .map(Instant::ofEpochMilli);
        return Combinators.combine(keys, Arbitraries.integers().between(1, 5), times)
                .as(Sent::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(60);
    }

    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    void shouldSumToWhatWasMentionedAndBeTheTableWhereNothingWasLate(@ForAll("mentions") List<Sent> mentions)
            throws IOException {
        Map<CountKey, Long> mentioned = new HashMap<>();
        mentions.forEach(sent -> mentioned.merge(sent.countKey(), (long) sent.count(), Long::sum));

        List<KeyValue<CountKey, CountUpdate>> updates = count(mentions);

        Map<CountKey, Long> summed = new HashMap<>();
        Map<CountKey, Long> table = new HashMap<>();
        Set<CountKey> late = new HashSet<>();
        for (KeyValue<CountKey, CountUpdate> update : updates) {
            summed.merge(update.key, update.value.delta(), Long::sum);
            if (update.value.count() == null) {
                late.add(update.key);
            } else {
                table.put(update.key, update.value.count());
            }
        }
        assertThat(summed).isEqualTo(mentioned);
        assertThat(late).isEqualTo(lateByTheRule(mentions));
        late.forEach(table::remove);
        mentioned.keySet().removeAll(late);
        assertThat(table).isEqualTo(mentioned);
    }

    /** The rule in other words than the code's: when the stream has passed the end of the window's grace. */
    private static Set<CountKey> lateByTheRule(List<Sent> mentions) {
        Set<CountKey> late = new HashSet<>();
        long streamTime = 0;
        for (Sent sent : mentions) {
            long event = sent.eventTime().toEpochMilli();
            streamTime = Math.max(streamTime, event);
            long graceEnd =
                    sent.countKey().windowStart().toEpochMilli() + HOURLY.size().toMillis() + GRACE.toMillis();
            if (event < 0 || streamTime >= graceEnd) {
                late.add(sent.countKey());
            }
        }
        return late;
    }

    private static List<KeyValue<CountKey, CountUpdate>> count(List<Sent> mentions) throws IOException {
        Path state = Files.createTempDirectory("count-invariant");
        StreamsAppConfig config =
                TestConfigs.of(state, "window.size", "1h", "window.grace", "10m", "count.cache.mib", "0");
        try (TopologyFixture fixture = new TopologyFixture(
                config, (c, metrics) -> new CountTopology(c, metrics).build(), StreamsProperties::forCount)) {
            TopicSpec<EntityKey, Mention> entities = config.topicNames().entities();
            TopicSpec<CountKey, CountUpdate> counts = config.topicNames().counts();
            TestInputTopic<EntityKey, Mention> input = fixture.driver.createInputTopic(
                    entities.name(),
                    entities.key().serializer(),
                    entities.value().serializer());
            TestOutputTopic<CountKey, CountUpdate> output = fixture.driver.createOutputTopic(
                    counts.name(), counts.key().deserializer(), counts.value().deserializer());
            for (Sent sent : mentions) {
                input.pipeInput(sent.key(), new Mention("1", sent.count(), "Name", sent.eventTime()), WRITTEN);
            }
            return output.readKeyValuesToList();
        } finally {
            Files.delete(state);
        }
    }
}

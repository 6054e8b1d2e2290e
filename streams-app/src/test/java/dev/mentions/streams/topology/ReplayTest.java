package dev.mentions.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mentions.contract.CountKey;
import dev.mentions.contract.CountUpdate;
import dev.mentions.contract.EntityKey;
import dev.mentions.contract.EntityKind;
import dev.mentions.contract.Mention;
import dev.mentions.contract.Post;
import dev.mentions.contract.PublicationKey;
import dev.mentions.contract.PublicationName;
import dev.mentions.contract.TopicSpec;
import dev.mentions.contract.Topics;
import dev.mentions.service.trace.RecordTracer;
import dev.mentions.streams.LabelExtractor;
import dev.mentions.streams.TestConfigs;
import dev.mentions.streams.config.StreamsAppConfig;
import dev.mentions.streams.count.Windows;
import dev.mentions.streams.extract.RepeatRule;
import dev.mentions.streams.runtime.StreamsProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.test.TestRecord;

/**
 * A replay reads the same records again, but on other partitions and in another order between them: each partition is a
 * task of its own, here a driver of its own, and the drivers take turns as a seed says. Windows of an hour, grace of ten
 * minutes, events of some days in any order, so that many come late, and others do in each run.
 */
class ReplayTest {

    private static final Windows HOURLY = new Windows(Duration.ofHours(1));
    private static final Instant WRITTEN = Instant.parse("2026-11-20T12:00:00Z");

    private final Topics topics = TestConfigs.of(Path.of("unused")).topicNames();

    /** How one run reads the topic. */
    private record Run(int partitions, int cacheMib, long seed) {}

    private record SentMention(EntityKey key, Mention mention) {

        CountKey countKey() {
            return CountKey.of(key, HOURLY.windowOf(mention.eventTime()).start());
        }
    }

    private record SentPost(Post post, Instant acceptance) {}

    private record MentionOf(EntityKey key, Mention mention) {}

    @Provide
    Arbitrary<List<SentMention>> mentions() {
        Arbitrary<EntityKey> keys = Combinators.combine(
                        Arbitraries.of("p", "q"), Arbitraries.of("ada", "λόγος", "👩‍🔬"))
                .as((publication, entity) -> new EntityKey(publication, EntityKind.PERSON, entity));
        // Most in a few hours, so that windows are open, closed a moment ago, and closed long ago.
        Arbitrary<Instant> times = Arbitraries.frequencyOf(
                        Tuple.of(
                                4,
                                Arbitraries.longs()
                                        .between(0, Duration.ofHours(4).toMillis())),
                        Tuple.of(
                                1,
                                Arbitraries.longs()
                                        .between(
                                                -Duration.ofDays(1).toMillis(),
                                                Duration.ofHours(4).toMillis())))
                .map(Instant::ofEpochMilli);
        return Combinators.combine(keys, Arbitraries.integers().between(1, 5), times)
                .as((key, count, time) -> new SentMention(key, new Mention("1", count, "Name", time)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(100);
    }

    @Provide
    Arbitrary<List<SentPost>> posts() {
        Arbitrary<Post> posts = Combinators.combine(
                        Arbitraries.of("1", "2", "3", "4"),
                        Arbitraries.of("P", " p", "Q"),
                        Arbitraries.longs().between(0, 10).map(day -> WRITTEN.minus(Duration.ofDays(day))),
                        Arbitraries.of("PERSON:Ada", "PERSON:Ada met ORGANIZATION:BBC", "it rained", "fail:"))
                .as((id, publication, published, text) -> new Post(id, publication, null, null, published, text));
        // Some days more than a repeat is known for.
        Arbitrary<Instant> acceptances =
                Arbitraries.longs().between(0, 20 * 24).map(hour -> WRITTEN.plus(Duration.ofHours(hour)));
        return Combinators.combine(posts, acceptances)
                .as(SentPost::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(40);
    }

    @Provide
    Arbitrary<Run> runs() {
        return Combinators.combine(Arbitraries.integers().between(1, 4), Arbitraries.of(0, 1), Arbitraries.longs())
                .as(Run::new);
    }

    @Property(tries = 25, shrinking = ShrinkingMode.OFF)
    void shouldSumToTheSameDeltasInAnyOrderOnAnyPartitionsAndWithACache(
            @ForAll("mentions") List<SentMention> mentions, @ForAll("runs") Run live, @ForAll("runs") Run replay)
            throws IOException {
        Map<CountKey, Long> folded = new HashMap<>();
        mentions.forEach(
                sent -> folded.merge(sent.countKey(), (long) sent.mention().count(), Long::sum));
        // Extraction on other partitions writes them in another order.
        List<SentMention> again = new ArrayList<>(mentions);
        Collections.shuffle(again, new Random(replay.seed()));

        assertThat(count(mentions, live)).isEqualTo(folded);
        assertThat(count(again, replay)).isEqualTo(folded);
    }

    @Property(tries = 25, shrinking = ShrinkingMode.OFF)
    void shouldTakeTheSameMentionsFromPostsHoweverPartitionsTakeTurns(
            @ForAll("posts") List<SentPost> posts, @ForAll("runs") Run live, @ForAll("runs") Run replay)
            throws IOException {
        Map<MentionOf, Long> expected = mentionsByTheRule(posts);

        assertThat(extract(posts, live)).isEqualTo(expected);
        assertThat(extract(posts, replay)).isEqualTo(expected);
    }

    /** The rules in other words than the topology's: what counts of each publication and id, in the order of the topic. */
    private static Map<MentionOf, Long> mentionsByTheRule(List<SentPost> posts) {
        Map<List<String>, Instant> counted = new HashMap<>();
        Map<MentionOf, Long> mentions = new HashMap<>();
        for (SentPost sent : posts) {
            Post post = sent.post();
            String publication = PublicationKey.of(post.publication());
            List<String> identity = List.of(publication, post.id());
            Instant first = counted.get(identity);
            boolean repeat = first != null
                    && Duration.between(first, sent.acceptance()).abs().compareTo(RepeatRule.HORIZON) <= 0;
            if (repeat || post.content().startsWith("fail:")) {
                continue;
            }
            counted.put(identity, sent.acceptance());
            mentions.merge(
                    new MentionOf(
                            EntityKey.articles(publication),
                            new Mention(
                                    post.id(), 1, PublicationName.displayed(post.publication()), post.publishedAt())),
                    1L,
                    Long::sum);
            for (String word : post.content().split(" ")) {
                String[] parts = word.split(":");
                if (parts.length == 2) {
                    mentions.merge(
                            new MentionOf(
                                    new EntityKey(
                                            publication,
                                            EntityKind.valueOf(parts[0]),
                                            parts[1].toLowerCase(Locale.ROOT)),
                                    new Mention(post.id(), 1, parts[1], post.publishedAt())),
                            1L,
                            Long::sum);
                }
            }
        }
        return mentions;
    }

    private Map<CountKey, Long> count(List<SentMention> mentions, Run run) throws IOException {
        Map<CountKey, Long> sums = new HashMap<>();
        Random random = new Random(run.seed());
        try (Tasks tasks =
                new Tasks(run, (c, metrics) -> new CountTopology(c, metrics).build(), StreamsProperties::forCount)) {
            TopicSpec<EntityKey, Mention> entities = topics.entities();
            List<TestInputTopic<EntityKey, Mention>> inputs = tasks.inputs(entities);
            for (Turn<SentMention> turn :
                    turns(mentions, run, sent -> entities.key().serializer().serialize(entities.name(), sent.key()))) {
                inputs.get(turn.partition())
                        .pipeInput(turn.record().key(), turn.record().mention(), WRITTEN);
                if (random.nextInt(8) == 0) {
                    // What was emitted for closed windows is forgotten now and then.
                    tasks.fixtures.get(turn.partition()).driver.advanceWallClockTime(Duration.ofMinutes(30));
                }
            }
            TopicSpec<CountKey, CountUpdate> counts = topics.counts();
            for (TopologyFixture task : tasks.fixtures) {
                assertThat(task.rejections()).isEmpty();
                task.driver
                        .createOutputTopic(
                                counts.name(),
                                counts.key().deserializer(),
                                counts.value().deserializer())
                        .readKeyValuesToList()
                        .forEach(update -> sums.merge(update.key, update.value.delta(), Long::sum));
            }
            return sums;
        }
    }

    private Map<MentionOf, Long> extract(List<SentPost> posts, Run run) throws IOException {
        Map<MentionOf, Long> mentions = new HashMap<>();
        try (Tasks tasks = new Tasks(
                run,
                (c, metrics) -> new ExtractTopology(c, LabelExtractor::new, metrics, RecordTracer.NONE).build(),
                StreamsProperties::forExtract)) {
            TopicSpec<String, Post> topic = topics.posts();
            List<TestInputTopic<String, Post>> inputs = tasks.inputs(topic);
            for (Turn<SentPost> turn : turns(
                    posts,
                    run,
                    sent -> topic.key()
                            .serializer()
                            .serialize(topic.name(), sent.post().id()))) {
                inputs.get(turn.partition())
                        .pipeInput(
                                turn.record().post().id(),
                                turn.record().post(),
                                turn.record().acceptance());
            }
            TopicSpec<EntityKey, Mention> entities = topics.entities();
            for (TopologyFixture task : tasks.fixtures) {
                for (TestRecord<EntityKey, Mention> record : task.driver
                        .createOutputTopic(
                                entities.name(),
                                entities.key().deserializer(),
                                entities.value().deserializer())
                        .readRecordsToList()) {
                    mentions.merge(new MentionOf(record.key(), record.value()), 1L, Long::sum);
                }
            }
            return mentions;
        }
    }

    private record Turn<T>(int partition, T record) {}

    /** Splits records as Kafka does, and takes from one partition or another, each in its own order. */
    private static <T> List<Turn<T>> turns(List<T> records, Run run, Function<T, byte[]> key) {
        List<Integer> partitions = new ArrayList<>();
        Map<Integer, List<T>> queues = new HashMap<>();
        for (T record : records) {
            int partition = Utils.toPositive(Utils.murmur2(key.apply(record))) % run.partitions();
            partitions.add(partition);
            queues.computeIfAbsent(partition, each -> new ArrayList<>()).add(record);
        }
        Collections.shuffle(partitions, new Random(run.seed()));
        Map<Integer, Integer> taken = new HashMap<>();
        List<Turn<T>> turns = new ArrayList<>();
        for (int partition : partitions) {
            int index = taken.merge(partition, 1, Integer::sum) - 1;
            turns.add(new Turn<>(partition, queues.get(partition).get(index)));
        }
        return turns;
    }

    /** One driver a partition, each with its own state. */
    private static final class Tasks implements AutoCloseable {

        private final List<TopologyFixture> fixtures = new ArrayList<>();
        private final List<Path> directories = new ArrayList<>();

        Tasks(
                Run run,
                BiFunction<StreamsAppConfig, StreamsAppMetrics, Topology> topology,
                Function<StreamsProperties, Properties> properties)
                throws IOException {
            for (int i = 0; i < run.partitions(); i++) {
                Path directory = Files.createTempDirectory("replay-test");
                directories.add(directory);
                fixtures.add(new TopologyFixture(config(directory, run), topology, properties));
            }
        }

        private static StreamsAppConfig config(Path directory, Run run) {
            return TestConfigs.of(
                    directory,
                    "window.size",
                    "1h",
                    "window.grace",
                    "10m",
                    "count.cache.mib",
                    Integer.toString(run.cacheMib()));
        }

        <K, V> List<TestInputTopic<K, V>> inputs(TopicSpec<K, V> topic) {
            return fixtures.stream()
                    .map(task -> task.driver.createInputTopic(
                            topic.name(),
                            topic.key().serializer(),
                            topic.value().serializer()))
                    .toList();
        }

        @Override
        public void close() throws IOException {
            fixtures.forEach(TopologyFixture::close);
            for (Path directory : directories) {
                Files.delete(directory);
            }
        }
    }
}

package dev.mentions.streams.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mentions.contract.CountKey;
import dev.mentions.contract.CountUpdate;
import dev.mentions.contract.EntityKey;
import dev.mentions.contract.EntityKind;
import dev.mentions.contract.Mention;
import dev.mentions.contract.Post;
import dev.mentions.contract.TopicSpec;
import dev.mentions.service.trace.RecordTracer;
import dev.mentions.streams.LabelExtractor;
import dev.mentions.streams.TestConfigs;
import dev.mentions.streams.config.StreamsAppConfig;
import dev.mentions.streams.count.MentionRules;
import dev.mentions.streams.extract.PostRules;
import dev.mentions.streams.runtime.StreamsProperties;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.BiFunction;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/**
 * Whatever others write onto the topics that are read, the stream goes on: what is no record of the topic becomes a dead
 * letter, once and as it was, and every record around it is counted.
 */
class PoisonTest {

    private static final Instant WRITTEN = Instant.parse("2026-11-20T12:00:00Z");
    private static final Instant LAST = Instant.parse("2026-11-21T12:00:00Z");

    private static final List<String> ABSURD = List.of(
            "null",
            "{}",
            "[]",
            "[".repeat(100_000),
            "{\"id\":\"k\",\"publication\":\"\",\"content\":\"c\"}",
            "{\"id\":\"k\",\"publication\":\"p\",\"content\":\"\\ud800\"}",
            "{\"id\":\"k\",\"publication\":\"p\",\"content\":\"c\",\"publishedAt\":1e999999999}",
            "{\"id\":\"k\",\"publication\":\"p\",\"content\":\"c\",\"publishedAt\":\"-999999999-01-01T00:00:00Z\"}",
            "{\"id\":\"k\",\"publication\":\"p\",\"content\":\"c\",\"publishedAt\":\"+999999999-01-01T00:00:00Z\"}",
            "{\"id\":\"k\",\"publication\":\"p\",\"content\":\"fail:c\"}",
            "{\"postId\":\"1\",\"count\":0,\"displayName\":\"a\",\"eventTime\":\"2026-11-20T00:00:00Z\"}",
            "{\"postId\":\"1\",\"count\":-5,\"displayName\":\"a\",\"eventTime\":\"2026-11-20T00:00:00Z\"}",
            "{\"postId\":\"1\",\"count\":2147483647,\"displayName\":\"a\",\"eventTime\":\"2026-11-20T00:00:00Z\"}",
            "{\"postId\":\"1\",\"count\":99999999999,\"displayName\":\"a\",\"eventTime\":\"2026-11-20T00:00:00Z\"}",
            "{\"postId\":\"1\",\"count\":1,\"displayName\":\"\\udc00\",\"eventTime\":\"2026-11-20T00:00:00Z\"}",
            "{\"postId\":\"1\",\"count\":1,\"displayName\":\"a\",\"eventTime\":\"-999999999-01-01T00:00:00Z\"}",
            "{\"postId\":\"1\",\"count\":1,\"displayName\":\"a\",\"eventTime\":\"+999999999-01-01T00:00:00Z\"}",
            "{\"postId\":\"1\",\"count\":1,\"displayName\":\"a\",\"eventTime\":\"1969-12-31T23:59:59.999999999Z\"}",
            "{\"publication\":\"p\",\"kind\":\"PERSON\",\"entity\":\"a\"}",
            "{\"publication\":\"p\",\"kind\":\"NOBODY\",\"entity\":\"a\"}",
            "{\"publication\":\"" + "p".repeat(20_000) + "\",\"kind\":\"PERSON\",\"entity\":\"a\"}",
            "k");

    @SuppressWarnings("ArrayRecordComponent") // compared by what is in them
    private record Bytes(byte @Nullable [] key, byte @Nullable [] value, Instant timestamp) {}

    @Property(tries = 25, shrinking = ShrinkingMode.OFF)
    void shouldExtractFromEveryPostAroundPoison(@ForAll("records") List<Bytes> records) throws IOException {
        run(
                (config, metrics) ->
                        new ExtractTopology(config, LabelExtractor::new, metrics, RecordTracer.NONE).build(),
                StreamsProperties::forExtract,
                (fixture, config) -> {
                    TopicSpec<String, Post> posts = config.topicNames().posts();
                    TopicSpec<EntityKey, Mention> entities = config.topicNames().entities();
                    TestInputTopic<byte[], byte[]> input = input(fixture, posts.name());
                    List<Bytes> good = new ArrayList<>();
                    for (int i = 0; i < records.size(); i++) {
                        pipe(input, records.get(i));
                        Bytes post = post(posts, "good-" + i);
                        pipe(input, post);
                        good.add(post);
                    }

                    assertDeadLetters(fixture, poison(records, record -> {
                        String key = read(posts.key().deserializer(), record.key());
                        Post value = read(posts.value().deserializer(), record.value());
                        return PostRules.violation(key, value).isEmpty()
                                && !value.content().contains("fail:");
                    }));
                    TestOutputTopic<EntityKey, Mention> output = fixture.driver.createOutputTopic(
                            entities.name(),
                            entities.key().deserializer(),
                            entities.value().deserializer());
                    assertThat(output.readKeyValuesToList().stream()
                                    .filter(mention -> mention.value.postId().startsWith("good-"))
                                    .filter(mention -> mention.key.kind() == EntityKind.PERSON))
                            .hasSize(good.size());
                });
    }

    @Property(tries = 25, shrinking = ShrinkingMode.OFF)
    void shouldCountEveryMentionAroundPoison(@ForAll("records") List<Bytes> records) throws IOException {
        run(
                (config, metrics) -> new CountTopology(config, metrics).build(),
                StreamsProperties::forCount,
                (fixture, config) -> {
                    TopicSpec<EntityKey, Mention> entities = config.topicNames().entities();
                    TopicSpec<CountKey, CountUpdate> counts =
                            config.topicNames().counts();
                    TestInputTopic<byte[], byte[]> input = input(fixture, entities.name());
                    EntityKey ada = new EntityKey("good", EntityKind.PERSON, "ada");
                    for (Bytes record : records) {
                        pipe(input, record);
                        pipe(
                                input,
                                new Bytes(
                                        entities.key().serializer().serialize(entities.name(), ada),
                                        entities.value()
                                                .serializer()
                                                .serialize(entities.name(), new Mention("1", 3, "Ada", WRITTEN)),
                                        WRITTEN));
                    }

                    assertDeadLetters(
                            fixture,
                            poison(
                                    records,
                                    record -> MentionRules.violation(
                                                    read(entities.key().deserializer(), record.key()),
                                                    read(entities.value().deserializer(), record.value()))
                                            .isEmpty()));
                    TestOutputTopic<CountKey, CountUpdate> output = fixture.driver.createOutputTopic(
                            counts.name(),
                            counts.key().deserializer(),
                            counts.value().deserializer());
                    Map<EntityKey, Long> sums = new HashMap<>();
                    output.readKeyValuesToList()
                            .forEach(update -> sums.merge(update.key.entityKey(), update.value.delta(), Long::sum));
                    assertThat(sums).containsEntry(ada, 3L * records.size());
                });
    }

    private interface Check {

        void on(TopologyFixture fixture, StreamsAppConfig config);
    }

    private interface Judge {

        /**
         * @throws SerializationException when one of key and value cannot be read
         */
        boolean accepts(Bytes record);
    }

    private static void run(
            BiFunction<StreamsAppConfig, StreamsAppMetrics, Topology> topology,
            Function<StreamsProperties, Properties> properties,
            Check check)
            throws IOException {
        Path state = Files.createTempDirectory("poison");
        StreamsAppConfig config = TestConfigs.of(state, "count.cache.mib", "0");
        try (TopologyFixture fixture = new TopologyFixture(config, topology, properties)) {
            check.on(fixture, config);
        } finally {
            Files.delete(state);
        }
    }

    private static List<Bytes> poison(List<Bytes> records, Judge judge) {
        return records.stream()
                .filter(record -> {
                    try {
                        return !judge.accepts(record);
                    } catch (SerializationException e) {
                        return true;
                    }
                })
                .toList();
    }

    private static <T> @Nullable T read(Deserializer<T> deserializer, byte @Nullable [] bytes) {
        return bytes == null ? null : deserializer.deserialize("topic", bytes);
    }

    private static void assertDeadLetters(TopologyFixture fixture, List<Bytes> poison) {
        List<TestRecord<byte[], byte[]>> letters = fixture.rejected.readRecordsToList();
        assertThat(letters).hasSameSizeAs(poison);
        for (int i = 0; i < letters.size(); i++) {
            assertThat(Arrays.equals(letters.get(i).value(), poison.get(i).value()))
                    .isTrue();
            byte[] key = poison.get(i).key();
            if (key == null || key.length <= 8_000) {
                assertThat(Arrays.equals(letters.get(i).key(), key)).isTrue();
            }
        }
    }

    private static TestInputTopic<byte[], byte[]> input(TopologyFixture fixture, String topic) {
        return fixture.driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static void pipe(TestInputTopic<byte[], byte[]> input, Bytes record) {
        input.pipeInput(new TestRecord<>(record.key(), record.value(), record.timestamp()));
    }

    private static Bytes post(TopicSpec<String, Post> topic, String id) {
        return new Bytes(
                id.getBytes(UTF_8),
                topic.value()
                        .serializer()
                        .serialize(topic.name(), new Post(id, "P", null, null, WRITTEN, "PERSON:Ada")),
                WRITTEN);
    }

    @Provide
    Arbitrary<List<Bytes>> records() {
        Arbitrary<byte[]> sides = Arbitraries.oneOf(
                Arbitraries.of(ABSURD).map(text -> text.getBytes(UTF_8)),
                Arbitraries.bytes().array(byte[].class).ofMaxSize(40),
                Combinators.combine(
                                Arbitraries.of(ABSURD.stream()
                                        .filter(text -> text.length() < 200)
                                        .toList()),
                                Arbitraries.doubles().between(0, 1),
                                Arbitraries.bytes().array(byte[].class).ofMaxSize(3))
                        .as(PoisonTest::broken));
        // Any order: what is read with a time long past must not be dropped, and one of the future close nothing.
        Arbitrary<Instant> times = Arbitraries.of(Instant.EPOCH, Instant.parse("2016-01-01T00:00:00Z"), WRITTEN, LAST);
        return Combinators.combine(sides.injectNull(0.1), sides.injectNull(0.1), times)
                .as(Bytes::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
    }

    private static byte[] broken(String text, double place, byte[] by) {
        byte[] bytes = text.getBytes(UTF_8);
        int from = (int) (place * bytes.length);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, from);
        out.writeBytes(by);
        int to = Math.min(from + 2, bytes.length);
        out.write(bytes, to, bytes.length - to);
        return out.toByteArray();
    }
}

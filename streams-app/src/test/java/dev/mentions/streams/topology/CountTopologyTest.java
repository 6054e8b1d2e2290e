package dev.mentions.streams.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.mentions.contract.CountKey;
import dev.mentions.contract.CountUpdate;
import dev.mentions.contract.EntityKey;
import dev.mentions.contract.EntityKind;
import dev.mentions.contract.Mention;
import dev.mentions.contract.PostHeaders;
import dev.mentions.contract.TopicSpec;
import dev.mentions.contract.Topics;
import dev.mentions.streams.TestConfigs;
import dev.mentions.streams.config.StreamsAppConfig;
import dev.mentions.streams.runtime.StreamsProperties;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Windows of an hour, grace of ten minutes. */
class CountTopologyTest {

    private static final Instant WRITTEN = Instant.parse("2026-11-20T12:00:00Z");
    private static final Instant TEN = Instant.parse("2016-03-01T10:00:00Z");
    private static final Instant ELEVEN = Instant.parse("2016-03-01T11:00:00Z");
    private static final Instant GRACE_END = Instant.parse("2016-03-01T11:10:00Z");
    private static final EntityKey ADA = new EntityKey("p", EntityKind.PERSON, "ada");
    private static final EntityKey BOB = new EntityKey("p", EntityKind.PERSON, "bob");

    @TempDir
    Path stateDirectory;

    private TopologyFixture fixture;
    private TestInputTopic<byte[], byte[]> entities;
    private TestOutputTopic<CountKey, CountUpdate> counts;
    private TopicSpec<EntityKey, Mention> entitiesTopic;

    @BeforeEach
    void start() {
        StreamsAppConfig config = TestConfigs.of(
                stateDirectory,
                "window.size",
                "1h",
                "window.grace",
                "10m",
                "count.cache.mib",
                "0",
                "count.clean-up.interval",
                "1m");
        fixture = new TopologyFixture(
                config, (c, metrics) -> new CountTopology(c, metrics).build(), StreamsProperties::forCount);
        entitiesTopic = config.topicNames().entities();
        TopicSpec<CountKey, CountUpdate> countsTopic = config.topicNames().counts();
        entities = fixture.driver.createInputTopic(
                entitiesTopic.name(), new ByteArraySerializer(), new ByteArraySerializer());
        counts = fixture.driver.createOutputTopic(
                countsTopic.name(),
                countsTopic.key().deserializer(),
                countsTopic.value().deserializer());
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void shouldSendWhatEachMentionAddsAndTheCountSoFar() {
        send(ADA, 2, TEN);
        send(ADA, 3, TEN.plusSeconds(1));
        send(BOB, 1, TEN);

        assertThat(counts.readKeyValuesToList())
                .containsExactly(delta(ADA, TEN, 2, 2L), delta(ADA, TEN, 3, 5L), delta(BOB, TEN, 1, 1L));
    }

    @Test
    void shouldPutAnEventOnAnEdgeIntoTheWindowThatStartsThere() {
        send(ADA, 1, ELEVEN.minusMillis(1));
        send(ADA, 1, ELEVEN);

        assertThat(counts.readKeyValuesToList()).containsExactly(delta(ADA, TEN, 1, 1L), delta(ADA, ELEVEN, 1, 1L));
    }

    @Test
    void shouldCountInTheTableUntilGraceEnds() {
        send(ADA, 1, TEN);
        send(BOB, 1, GRACE_END.minusMillis(1));
        send(ADA, 1, TEN);

        assertThat(counts.readKeyValuesToList())
                .containsExactly(delta(ADA, TEN, 1, 1L), delta(BOB, ELEVEN, 1, 1L), delta(ADA, TEN, 1, 2L));
        assertThat(fixture.count("mentions.streams.mentions.late")).isZero();
    }

    @Test
    void shouldSendALateMentionRoundTheTable() {
        send(ADA, 1, TEN);
        send(BOB, 1, GRACE_END);
        send(ADA, 4, TEN);
        send(ADA, 1, Instant.parse("2015-01-01T00:30:00Z"));

        assertThat(counts.readKeyValuesToList())
                .containsExactly(
                        delta(ADA, TEN, 1, 1L),
                        delta(BOB, ELEVEN, 1, 1L),
                        delta(ADA, TEN, 4, null),
                        delta(ADA, Instant.parse("2015-01-01T00:00:00Z"), 1, null));
        assertThat(fixture.count("mentions.streams.mentions.late")).isEqualTo(2);
    }

    @Test
    void shouldSendAnEventBefore1970RoundTheTableIntoItsWindow() {
        send(ADA, 1, Instant.parse("1969-12-31T23:59:59.999Z"));
        send(ADA, 1, Instant.parse("1815-12-10T10:10:00Z"));
        send(ADA, 1, Instant.EPOCH);

        assertThat(counts.readKeyValuesToList())
                .containsExactly(
                        delta(ADA, Instant.parse("1969-12-31T23:00:00Z"), 1, null),
                        delta(ADA, Instant.parse("1815-12-10T10:00:00Z"), 1, null),
                        delta(ADA, Instant.EPOCH, 1, 1L));
    }

    @Test
    void shouldClampAnEventInTheFutureSoThatItClosesNoWindow() {
        send(ADA, 1, WRITTEN);
        send(ADA, 1, Instant.parse("2099-01-01T00:00:00Z"));
        send(ADA, 1, WRITTEN);

        assertThat(WRITTEN.plus(Topics.FUTURE_TOLERANCE)).isBefore(WRITTEN.plus(Duration.ofHours(1)));
        assertThat(counts.readKeyValuesToList())
                .containsExactly(delta(ADA, WRITTEN, 1, 1L), delta(ADA, WRITTEN, 1, 2L), delta(ADA, WRITTEN, 1, 3L));
    }

    @Test
    void shouldShowTheFormOfANameThatMostPostsHave() {
        for (String form : List.of("Ada", "Ada", "ADA", "ada", "ADA", "ADA", "ADA")) {
            send(ADA, new Mention("1", 100, form, TEN));
        }

        assertThat(counts.readValuesToList())
                .extracting(CountUpdate::displayName)
                .containsExactly("Ada", "Ada", "Ada", "Ada", "ADA", "ADA", "ADA");
    }

    @Test
    void shouldKeepTheFormOfANameInOtherWindowsAndForLateMentions() {
        send(ADA, new Mention("1", 1, "Ada", TEN));
        send(ADA, new Mention("2", 1, "ADA", GRACE_END));
        send(ADA, new Mention("3", 1, "Ada", TEN));
        send(ADA, new Mention("4", 1, "ADA", TEN));

        assertThat(counts.readValuesToList())
                .containsExactly(
                        new CountUpdate(1, 1L, "Ada", ELEVEN),
                        new CountUpdate(1, 1L, "Ada", ELEVEN.plus(Duration.ofHours(1))),
                        new CountUpdate(1, null, "Ada", ELEVEN),
                        new CountUpdate(1, null, "Ada", ELEVEN));
    }

    @Test
    void shouldChooseTheFormOfANameForEachPublicationByItself() {
        send(ADA, new Mention("1", 1, "ADA", TEN));
        send(new EntityKey("q", EntityKind.PERSON, "ada"), new Mention("2", 1, "ada", TEN));

        assertThat(counts.readValuesToList())
                .containsExactly(new CountUpdate(1, 1L, "ADA", ELEVEN), new CountUpdate(1, 1L, "ada", ELEVEN));
    }

    @Test
    void shouldRejectWhatIsNoMentionAndGoOn() {
        byte[] key = entitiesTopic.key().serializer().serialize("", ADA);
        byte[] mention = entitiesTopic.value().serializer().serialize("", new Mention("1", 1, "Ada", TEN));
        entities.pipeInput(new TestRecord<>(key, utf8("{\"count\":\"SECRET"), WRITTEN));
        entities.pipeInput(new TestRecord<>(utf8("ada"), mention, WRITTEN));
        entities.pipeInput(new TestRecord<>(null, mention, WRITTEN));
        entities.pipeInput(new TestRecord<>(key, null, WRITTEN));
        entities.pipeInput(new TestRecord<>(
                key,
                utf8("{\"postId\":\"1\",\"count\":0,\"displayName\":\"Ada\",\"eventTime\":\"2016-03-01T10:00:00Z\"}"),
                WRITTEN));
        entities.pipeInput(new TestRecord<>(
                key,
                utf8(
                        "{\"postId\":\"1\",\"count\":1,\"displayName\":\"\\udc00\",\"eventTime\":\"2016-03-01T10:00:00Z\"}"),
                WRITTEN));
        entities.pipeInput(new TestRecord<>(
                key,
                utf8(
                        "{\"postId\":\"1\",\"count\":1,\"displayName\":\"Ada\",\"eventTime\":\"-1000000000-01-01T00:00:00Z\"}"),
                WRITTEN));
        send(new EntityKey("p", EntityKind.PERSON, "a".repeat(10_001)), 1, TEN);
        send(ADA, 1, TEN);

        assertThat(fixture.rejections())
                .extracting(cause -> cause.replaceFirst("JSON: .*", "JSON"))
                .containsExactly(
                        "Not a Mention in JSON",
                        "Not a mention to count: the key is missing or cannot be read",
                        "Not a mention to count: the key is missing or cannot be read",
                        "Not a mention to count: there is no mention, only a tombstone",
                        "Not a Mention in JSON",
                        "Not a mention to count: text has half of a surrogate pair",
                        "Not a mention to count: eventTime is before 0001-01-01T00:00:00Z",
                        "Not a mention to count: a name is longer than 10000");
        assertThat(counts.readKeyValuesToList()).containsExactly(delta(ADA, TEN, 1, 1L));
    }

    @Test
    void shouldForgetWhatWasEmittedOfWindowsThatAreClosed() {
        send(ADA, 1, TEN);
        send(BOB, 1, GRACE_END.minusMillis(1));
        fixture.driver.advanceWallClockTime(Duration.ofMinutes(1));
        assertThat(emittedCounts()).hasSize(2);

        send(BOB, 1, GRACE_END);
        fixture.driver.advanceWallClockTime(Duration.ofMinutes(1));

        assertThat(emittedCounts()).containsExactly(2L);
        send(BOB, 1, GRACE_END);
        send(ADA, 1, TEN);
        assertThat(counts.readKeyValuesToList()).endsWith(delta(BOB, ELEVEN, 1, 3L), delta(ADA, TEN, 1, null));
    }

    @Test
    void shouldSayOnEveryCountWhenItsLatestPostWasAccepted() {
        send(ADA, 1, TEN, WRITTEN);
        send(ADA, 1, GRACE_END, WRITTEN.plusMillis(1));
        send(ADA, 1, TEN, WRITTEN.plusMillis(2));
        send(ADA, 1, GRACE_END);

        assertThat(counts.readRecordsToList())
                .extracting(count -> PostHeaders.accepted(count.headers()))
                .containsExactly(
                        Optional.of(WRITTEN),
                        Optional.of(WRITTEN.plusMillis(1)),
                        Optional.of(WRITTEN.plusMillis(2)),
                        Optional.empty());
    }

    @Test
    void shouldHandOnTheTraceOfTheLatestPost() {
        for (Instant eventTime : List.of(TEN, GRACE_END, TEN)) {
            TestRecord<byte[], byte[]> written = written(ADA, new Mention("1", 1, "Name", eventTime));
            written.headers().add("traceparent", eventTime.toString().getBytes(UTF_8));
            entities.pipeInput(written);
        }

        assertThat(counts.readRecordsToList())
                .extracting(count ->
                        new String(count.headers().lastHeader("traceparent").value(), UTF_8))
                .containsExactly(TEN.toString(), GRACE_END.toString(), TEN.toString());
    }

    @Test
    void shouldSayOnACountWhoseItWasWhileItLogsAtDebug() {
        Logger logger = (Logger) LoggerFactory.getLogger(PlaceMentions.class);
        send(ADA, new Mention("one", 1, "Name", TEN));
        logger.setLevel(Level.DEBUG);
        try {
            send(ADA, new Mention("two", 1, "Name", TEN));
        } finally {
            logger.setLevel(null);
        }

        assertThat(counts.readRecordsToList())
                .extracting(count -> PostHeaders.postId(count.headers()))
                .containsExactly(Optional.empty(), Optional.of("two"));
    }

    private List<Long> emittedCounts() {
        KeyValueStore<Bytes, Long> store = fixture.driver.getKeyValueStore(Nodes.EMITTED_COUNTS);
        List<Long> values = new ArrayList<>();
        try (KeyValueIterator<Bytes, Long> all = store.all()) {
            all.forEachRemaining(entry -> values.add(entry.value));
        }
        return values;
    }

    private void send(EntityKey key, int count, Instant eventTime) {
        send(key, new Mention("1", count, "Name", eventTime));
    }

    private void send(EntityKey key, int count, Instant eventTime, Instant acceptance) {
        TestRecord<byte[], byte[]> written = written(key, new Mention("1", count, "Name", eventTime));
        PostHeaders.putAccepted(written.headers(), acceptance);
        entities.pipeInput(written);
    }

    private void send(EntityKey key, Mention mention) {
        entities.pipeInput(written(key, mention));
    }

    private TestRecord<byte[], byte[]> written(EntityKey key, Mention mention) {
        return new TestRecord<>(
                entitiesTopic.key().serializer().serialize("", key),
                entitiesTopic.value().serializer().serialize("", mention),
                WRITTEN);
    }

    private static KeyValue<CountKey, CountUpdate> delta(EntityKey key, Instant start, long delta, Long count) {
        return KeyValue.pair(
                CountKey.of(key, start), new CountUpdate(delta, count, "Name", start.plus(Duration.ofHours(1))));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

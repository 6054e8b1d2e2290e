package dev.mentions.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mentions.contract.EntityKey;
import dev.mentions.contract.EntityKind;
import dev.mentions.contract.Mention;
import dev.mentions.contract.Post;
import dev.mentions.contract.PostHeaders;
import dev.mentions.contract.TopicSpec;
import dev.mentions.contract.Topics;
import dev.mentions.service.trace.RecordTracer;
import dev.mentions.service.trace.TraceHeaders;
import dev.mentions.streams.LabelExtractor;
import dev.mentions.streams.TestConfigs;
import dev.mentions.streams.config.StreamsAppConfig;
import dev.mentions.streams.runtime.StreamsProperties;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtractTopologyTest {

    private static final Instant ACCEPTED = Instant.parse("2026-11-20T12:00:00Z");
    private static final Instant PUBLISHED = Instant.parse("2016-03-01T08:00:00Z");
    private static final SpanContext SENT = SpanContext.createFromRemoteParent(
            "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", TraceFlags.getSampled(), TraceState.getDefault());
    private static final Duration WEEK = Duration.ofDays(7);

    @RegisterExtension
    final OpenTelemetryExtension telemetry = OpenTelemetryExtension.create();

    @TempDir
    Path stateDirectory;

    private TopologyFixture fixture;
    private TestInputTopic<byte[], byte[]> posts;
    private TestOutputTopic<EntityKey, Mention> entities;
    private TopicSpec<String, Post> postsTopic;

    @BeforeEach
    void start() {
        StreamsAppConfig config = TestConfigs.of(stateDirectory);
        fixture = new TopologyFixture(
                config,
                (c, metrics) -> new ExtractTopology(
                                c, LabelExtractor::new, metrics, new RecordTracer(telemetry.getOpenTelemetry()))
                        .build(),
                StreamsProperties::forExtract);
        postsTopic = config.topicNames().posts();
        TopicSpec<EntityKey, Mention> entitiesTopic = config.topicNames().entities();
        posts = fixture.driver.createInputTopic(
                postsTopic.name(), new ByteArraySerializer(), new ByteArraySerializer());
        entities = fixture.driver.createOutputTopic(
                entitiesTopic.name(),
                entitiesTopic.key().deserializer(),
                entitiesTopic.value().deserializer());
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void shouldGiveTheArticleAndEachEntity() {
        send(post("1", "Le Monde ", "PERSON:Ada met ORGANIZATION:BBC and PERSON:Ada"), ACCEPTED);

        assertThat(entities.readKeyValuesToList())
                .containsExactly(
                        KeyValue.pair(EntityKey.articles("le monde"), new Mention("1", 1, "Le Monde", PUBLISHED)),
                        KeyValue.pair(
                                new EntityKey("le monde", EntityKind.PERSON, "ada"),
                                new Mention("1", 2, "Ada", PUBLISHED)),
                        KeyValue.pair(
                                new EntityKey("le monde", EntityKind.ORGANIZATION, "bbc"),
                                new Mention("1", 1, "BBC", PUBLISHED)));
        assertThat(fixture.rejected.isEmpty()).isTrue();
        assertThat(fixture.registry.get("mentions.streams.extraction").timer().count())
                .isEqualTo(1);
    }

    @Test
    void shouldSayOnEveryMentionWhenItsPostWasAccepted() {
        send(post("1", "P", "PERSON:Ada"), ACCEPTED);
        send(post("2", "P", "x"), ACCEPTED.plusMillis(1));

        assertThat(entities.readRecordsToList())
                .extracting(mention -> PostHeaders.accepted(mention.headers()).orElseThrow())
                .containsExactly(ACCEPTED, ACCEPTED, ACCEPTED.plusMillis(1));
    }

    @Test
    void shouldMakeItsSpanAPartOfThePostsTraceAndOfEachMention() {
        Post post = post("1", "P", "PERSON:Ada");
        TestRecord<byte[], byte[]> sent = new TestRecord<>(utf8("1"), json(post), ACCEPTED);
        TraceHeaders.write(sent.headers(), Context.root().with(Span.wrap(SENT)));

        posts.pipeInput(sent);

        SpanData span = telemetry.getSpans().get(0);
        assertThat(span.getName()).isEqualTo("extract mentions.posts.v1");
        assertThat(span.getKind()).isEqualTo(SpanKind.CONSUMER);
        assertThat(span.getParentSpanContext()).isEqualTo(SENT);
        assertThat(span.getAttributes().get(RecordTracer.POST_ID)).isEqualTo("1");
        assertThat(entities.readRecordsToList())
                .hasSize(2)
                .allSatisfy(mention -> assertThat(Span.fromContext(TraceHeaders.read(mention.headers()))
                                .getSpanContext())
                        .returns(span.getTraceId(), SpanContext::getTraceId)
                        .returns(span.getSpanId(), SpanContext::getSpanId));
    }

    @Test
    void shouldSayOnItsSpanWhyAPostWentNoFurther() {
        send(post("1", "P", "x"), ACCEPTED);
        send(post("1", "P", "x"), ACCEPTED.plusMillis(1));
        send(post("2", "P", "fail: secret"), ACCEPTED);

        assertThat(telemetry.getSpans())
                .extracting(span -> span.getAttributes().get(AttributeKey.booleanKey("mentions.post.duplicate")))
                .containsExactly(null, true, null);
        assertThat(telemetry.getSpans())
                .extracting(span -> span.getStatus().getDescription())
                .containsExactly("", "", "EXTRACTOR_FAILED");
        assertThat(telemetry.getSpans().toString()).doesNotContain("secret");
    }

    @Test
    void shouldTakeTheAcceptanceForAMissingTimeAndClampAFutureOne() {
        Instant limit = ACCEPTED.plus(Topics.FUTURE_TOLERANCE);
        send(new Post("1", "P", null, null, null, "x"), ACCEPTED);
        send(new Post("2", "P", null, null, limit, "x"), ACCEPTED);
        send(new Post("3", "P", null, null, limit.plusMillis(1), "x"), ACCEPTED);
        send(new Post("4", "P", null, null, Instant.parse("2099-01-01T00:00:00Z"), "x"), ACCEPTED);

        assertThat(entities.readValuesToList())
                .extracting(Mention::eventTime)
                .containsExactly(ACCEPTED, limit, limit, limit);
    }

    @Test
    void shouldDropARepeatWithinAWeekOfTheFirstAcceptance() {
        send(post("1", "P", "x"), ACCEPTED);
        send(post("1", "P", "x"), ACCEPTED);
        send(post("1", " p ", "another text"), ACCEPTED.plus(WEEK));
        send(post("1", "P", "x"), ACCEPTED.minus(WEEK));

        assertThat(entities.readValuesToList()).hasSize(1);
        assertThat(fixture.count("mentions.streams.posts.duplicate")).isEqualTo(3);
        assertThat(fixture.rejected.isEmpty()).isTrue();
    }

    @Test
    void shouldCountAnIdAgainAfterAWeek() {
        send(post("1", "P", "x"), ACCEPTED);
        send(post("1", "P", "x"), ACCEPTED.plus(WEEK).plusMillis(1));
        send(post("2", "P", "x"), ACCEPTED);
        send(post("2", "P", "x"), ACCEPTED.minus(WEEK).minusMillis(1));

        assertThat(entities.readValuesToList()).hasSize(4);
    }

    @Test
    void shouldMeasureTheWeekFromTheFirstAcceptanceAndNotFromARepeat() {
        send(post("1", "P", "x"), ACCEPTED);
        send(post("1", "P", "x"), ACCEPTED.plus(WEEK));
        send(post("1", "P", "x"), ACCEPTED.plus(WEEK).plusMillis(1));

        assertThat(entities.readValuesToList()).hasSize(2);
    }

    @Test
    void shouldKeepTheSameIdOfTwoPublicationsApart() {
        send(post("1", "P", "x"), ACCEPTED);
        send(post("1", "Q", "x"), ACCEPTED);
        send(post("2", "a", "x"), ACCEPTED);
        send(post("22", "a", "x"), ACCEPTED);

        assertThat(entities.readKeyValuesToList())
                .extracting(mention -> mention.key.publication())
                .containsExactly("p", "q", "a", "a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fail: SECRET", "PERSON:Ada overflow:"})
    void shouldRejectAPostThatTheExtractorFailsOnAndGoOn(String content) {
        send(post("1", "P", content), ACCEPTED);
        send(post("2", "P", "x"), ACCEPTED);

        TestRecord<byte[], byte[]> letter = onlyLetter();
        assertThat(letter.value()).isEqualTo(json(post("1", "P", content)));
        assertThat(letter.key()).isEqualTo(utf8("1"));
        assertThat(TopologyFixture.header(letter, "__streams.errors.message"))
                .isEqualTo("The extractor fails on this post");
        assertThat(TopologyFixture.header(letter, "__streams.errors.topic")).isEqualTo(postsTopic.name());
        assertThat(TopologyFixture.header(letter, "__streams.errors.offset")).isEqualTo("0");
        assertThat(entities.readValuesToList()).extracting(Mention::postId).containsExactly("2");
        assertThat(fixture.rejectedFor("extractor-failed")).isEqualTo(1);
    }

    @Test
    void shouldTakeARejectedPostWhenItIsSentAgain() {
        send(post("1", "P", "fail:"), ACCEPTED);
        send(post("1", "P", "mended"), ACCEPTED);

        assertThat(entities.readValuesToList()).extracting(Mention::postId).containsExactly("1");
        onlyLetter();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "null",
                "[]",
                "{\"id\":\"1\"}",
                "\u0000\u0001",
                "{\"id\":\"1\",\"publication\":\"P\",\"content\":\"C\",\"publishedAt\":\"SECRET\"}"
            })
    void shouldRejectBytesThatAreNoPostAndGoOn(String bytes) {
        posts.pipeInput(new TestRecord<>(utf8("1"), utf8(bytes), ACCEPTED));
        send(post("2", "P", "x"), ACCEPTED);

        TestRecord<byte[], byte[]> letter = onlyLetter();
        assertThat(letter.value()).isEqualTo(utf8(bytes));
        assertThat(TopologyFixture.header(letter, "__streams.errors.message")).containsPattern("(Not|is not) a Post");
        assertThat(entities.readValuesToList()).extracting(Mention::postId).containsExactly("2");
    }

    @Test
    void shouldRejectWhatBreaksARule() {
        List<Post> broken = Arrays.asList(
                null,
                post(" ", "P", "x"),
                post("1", " ", "x"),
                post("1", "P", " \n"),
                post("1", "P".repeat(4_001), "x"),
                post("i".repeat(4_001), "P", "x"),
                new Post("1", "P", null, null, Instant.parse("0000-12-31T23:59:59Z"), "x"));
        for (Post post : broken) {
            byte[] key = utf8(post == null ? "1" : post.id());
            posts.pipeInput(new TestRecord<>(key, post == null ? null : json(post), ACCEPTED));
        }
        posts.pipeInput(new TestRecord<>(utf8("not its id"), json(post("1", "P", "x")), ACCEPTED));
        posts.pipeInput(new TestRecord<>(null, json(post("1", "P", "x")), ACCEPTED));
        posts.pipeInput(new TestRecord<>(
                utf8("1"), utf8("{\"id\":\"1\",\"publication\":\"P\",\"content\":\"\\ud800\"}"), ACCEPTED));

        assertThat(fixture.rejections())
                .hasSize(broken.size() + 3)
                .allSatisfy(cause -> assertThat(cause).startsWith("Not a post to count: "));
        assertThat(entities.isEmpty()).isTrue();
    }

    @Test
    void shouldSendDeadLettersThatTheTopicTakes() {
        byte[] huge = new byte[Topics.MAX_POST_BYTES + 1];
        TestRecord<byte[], byte[]> record = new TestRecord<>(utf8("1"), huge, ACCEPTED);
        record.headers().add("trace", new byte[100_000]);
        posts.pipeInput(record);

        TestRecord<byte[], byte[]> letter = onlyLetter();
        assertThat(letter.value()).isNull();
        assertThat(letter.headers().lastHeader("trace")).isNull();
        assertThat(TopologyFixture.header(letter, "mentions.omitted.value.bytes"))
                .isEqualTo(Integer.toString(huge.length));
        assertThat(TopologyFixture.header(letter, "__streams.errors.offset")).isEqualTo("0");
    }

    private TestRecord<byte[], byte[]> onlyLetter() {
        List<TestRecord<byte[], byte[]>> letters = fixture.rejected.readRecordsToList();
        assertThat(letters).hasSize(1);
        return letters.get(0);
    }

    private static Post post(String id, String publication, String content) {
        return new Post(id, publication, null, null, PUBLISHED, content);
    }

    private void send(Post post, Instant acceptance) {
        posts.pipeInput(new TestRecord<>(utf8(post.id()), json(post), acceptance));
    }

    private byte[] json(Post post) {
        return postsTopic.value().serializer().serialize(postsTopic.name(), post);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

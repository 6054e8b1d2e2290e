package dev.mentions.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Whatever stands on a topic, a deserialiser gives a value or a {@link SerializationException}, and nothing else: any
 * other exception would end a stream thread or the sink, and again after each restart.
 */
class AnyBytesTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private static final EntityKey ADA = new EntityKey("le monde", EntityKind.PERSON, "ada é\uD83D\uDE00");

    /** One text of each type that there is a deserialiser for. */
    private static final List<byte[]> VALID = List.of(
            new JsonSerde<>(Post.class).serialize(null, new Post("7", "P", "T", "u", NOON, "x\u0000é\uD83D\uDE00")),
            new JsonSerde<>(EntityKey.class).serialize(null, ADA),
            new JsonSerde<>(Mention.class).serialize(null, new Mention("7", 3, "Ada", NOON)),
            new JsonSerde<>(CountKey.class).serialize(null, CountKey.of(ADA, NOON)),
            new JsonSerde<>(CountUpdate.class).serialize(null, new CountUpdate(-2, 5L, "Ada", NOON)));

    private static final List<Deserializer<?>> DESERIALIZERS = new Topics(Generation.FIRST)
            .all().stream()
                    .flatMap(topic -> Stream.<Deserializer<?>>of(
                            topic.key().deserializer(), topic.value().deserializer()))
                    .toList();

    @Property
    void shouldGiveAValueOrSayWhyNotForAnyBytes(@ForAll byte[] bytes) {
        DESERIALIZERS.forEach(deserializer -> read(deserializer, bytes));
    }

    @Property(tries = 4_000)
    void shouldGiveAValueOrSayWhyNotForBrokenRecords(@ForAll("broken") byte[] bytes) {
        DESERIALIZERS.forEach(deserializer -> read(deserializer, bytes));
    }

    /** A valid text with up to four spans replaced: by nothing, by other bytes, or by pieces of JSON. */
    @Provide
    Arbitrary<byte[]> broken() {
        Arbitrary<byte[]> other = Arbitraries.oneOf(
                Arbitraries.of(
                                "null",
                                "{",
                                "[[",
                                "\"",
                                "-1e5",
                                "1e999",
                                "\\ud800",
                                "99999999999",
                                "\"\"",
                                ",",
                                ":",
                                "0.5")
                        .map(text -> text.getBytes(UTF_8)),
                Arbitraries.bytes().array(byte[].class).ofMaxSize(3));
        Arbitrary<Replacement> replacements = Combinators.combine(
                        Arbitraries.doubles().between(0, 1),
                        Arbitraries.integers().between(0, 12),
                        other)
                .as(Replacement::new);
        return Combinators.combine(
                        Arbitraries.of(VALID), replacements.list().ofMinSize(1).ofMaxSize(4))
                .as((valid, all) -> {
                    byte[] bytes = valid;
                    for (Replacement replacement : all) {
                        bytes = replacement.in(bytes);
                    }
                    return bytes;
                });
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Replacement(double place, int length, byte[] by) {

        byte[] in(byte[] bytes) {
            int from = (int) (place * bytes.length);
            int to = Math.min(from + length, bytes.length);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(bytes, 0, from);
            out.writeBytes(by);
            out.write(bytes, to, bytes.length - to);
            return out.toByteArray();
        }
    }

    static Stream<String> absurd() {
        String million = "1".repeat(1_000_000);
        Stream<String> values = Stream.of(
                "[".repeat(100_000),
                "{\"a\":".repeat(100_000),
                "[".repeat(100_000) + "]".repeat(100_000),
                "1e999999999",
                "-1e999999999",
                "1e-999999999",
                "1" + "0".repeat(400) + ".5",
                million,
                "0." + million,
                "\"" + million + "\"",
                "\"" + million + "Z\"",
                "\"+999999999999-01-01T00:00:00Z\"",
                "9223372036854775808",
                "1e18",
                "NaN");
        return values.flatMap(value -> Stream.concat(
                Stream.of(value, "{\"unknown\":" + value + "}"),
                Stream.of(
                                "id",
                                "publication",
                                "content",
                                "publishedAt",
                                "kind",
                                "entity",
                                "postId",
                                "count",
                                "displayName",
                                "eventTime",
                                "windowStart",
                                "delta",
                                "windowEnd")
                        .map(field -> "{\"" + field + "\":" + value + "}")));
    }

    @Test
    @Timeout(60)
    void shouldBoundDepthAndNumbersWhereverTheyStand() {
        absurd().map(text -> text.getBytes(UTF_8))
                .forEach(bytes -> DESERIALIZERS.forEach(deserializer -> read(deserializer, bytes)));
    }

    @Test
    void shouldRefuseWhatIsNestedAsDeepAsNoRecordIs() {
        byte[] deep = ("{\"id\":\"7\",\"publication\":\"P\",\"content\":\"C\",\"unknown\":" + "[".repeat(2_000)
                        + "]".repeat(2_000) + "}")
                .getBytes(UTF_8);

        assertThatThrownBy(() -> new JsonSerde<>(Post.class).deserialize(null, deep))
                .isInstanceOf(SerializationException.class);
    }

    /** What the producer takes must come out again: text of the largest size, in one string. */
    @Test
    void shouldReadAPostOfTheLargestSize() {
        JsonSerde<Post> posts = new JsonSerde<>(Post.class);
        Post post = new Post("7", "P", null, null, null, "x".repeat(Topics.MAX_POST_BYTES));

        assertThat(posts.deserialize(null, posts.serialize(null, post))).isEqualTo(post);
    }

    @Property
    void shouldReadWhatItWroteWhateverTheText(@ForAll("texts") String text, @ForAll("times") Instant time) {
        assertReadsItself(Post.class, new Post(text, text, text, text, time, text));
        assertReadsItself(EntityKey.class, new EntityKey(text, EntityKind.MISC, text));
        assertReadsItself(Mention.class, new Mention(text, 1, text, time));
        assertReadsItself(CountKey.class, new CountKey(text, EntityKind.ARTICLE, text, time));
        assertReadsItself(CountUpdate.class, new CountUpdate(Long.MIN_VALUE, Long.MAX_VALUE, text, time));
    }

    /** Every character there is, those of the supplementary planes too; half of a pair is none. */
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.integers()
                .between(0, Character.MAX_CODE_POINT)
                .filter(point -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
                .list()
                .ofMaxSize(40)
                .map(points -> {
                    StringBuilder text = new StringBuilder();
                    points.forEach(text::appendCodePoint);
                    return text.toString();
                });
    }

    @Provide
    Arbitrary<Instant> times() {
        return Combinators.combine(
                        Arbitraries.longs().between(Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond()),
                        Arbitraries.longs().between(0, Duration.ofSeconds(1).toNanos() - 1))
                .as(Instant::ofEpochSecond);
    }

    private static <T> void assertReadsItself(Class<T> type, T value) {
        JsonSerde<T> serde = new JsonSerde<>(type);
        assertThat(serde.deserialize(null, serde.serialize(null, value))).isEqualTo(value);
    }

    private static void read(Deserializer<?> deserializer, byte[] bytes) {
        byte[] before = bytes.clone();
        try {
            assertThat(deserializer.deserialize("topic", bytes)).isNotNull();
        } catch (SerializationException e) {
            assertThat(e.getMessage()).startsWith("Not a ").hasSizeLessThan(200);
            assertThat(e.getCause()).isNull();
        }
        assertThat(Arrays.equals(bytes, before)).isTrue();
    }
}

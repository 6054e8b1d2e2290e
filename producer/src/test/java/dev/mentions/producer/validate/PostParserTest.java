package dev.mentions.producer.validate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mentions.producer.validate.Refused.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.HexFormat;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostParserTest {

    private final PostParser parser = new PostParser(PostParser.DEFAULT_MAX_BYTES);

    @Test
    void shouldReadEveryFieldAndIgnoreAllOthers() {
        ParsedPost parsed = parser.parse("""
                {"index": 3, "id": "a1", "title": "T", "publication": "P", "author": {"name": ["x", {"deep": null}]},
                 "publishedAt": "2016-12-31", "date": "2015-01-01", "year": 2016.0, "url": "u", "content": "C"}""");

        assertThat(parsed).isEqualTo(new PostDraft("a1", "P", "T", "u", "2016-12-31", "2015-01-01", "C"));
    }

    @Test
    void shouldTakeAWholeNumberForAnIdAndNullForAbsent() {
        assertThat(parser.parse("{\"id\": 17283, \"title\": null}"))
                .isEqualTo(new PostDraft("17283", null, null, null, null, null, null));
    }

    @Test
    void shouldReadBytesTextAndTreesAlike() throws Exception {
        String json = "{\"publication\": \"المصري 🗞\", \"content\": \"😀\"}";
        PostDraft expected = new PostDraft(null, "المصري 🗞", null, null, null, null, "😀");

        assertThat(parser.parse(json)).isEqualTo(expected);
        assertThat(parser.parse(json.getBytes(UTF_8))).isEqualTo(expected);
        assertThat(parser.parse(("xx" + json + "yy").getBytes(UTF_8), 2, json.getBytes(UTF_8).length))
                .isEqualTo(expected);
        assertThat(parser.parse(new JsonMapper().readTree(json))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "{",
                "}",
                "{\"id\": }",
                "{\"content\": \"x}",
                "{\"content\": \"a\nb\"}",
                "{'content': 'x'}",
                "{\"content\": \"x\",}",
                "{\"content\": \"x\"} {}",
                "{\"content\": \"x\"} x",
                "{\"content\": NaN}",
                "{\"content\": \"\\x\"}",
                "{\"a\": 01}"
            })
    void shouldRefuseWhatIsNotJson(String json) {
        assertThat(parser.parse(json)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(Reason.SYNTAX);
            assertThat(refused.code()).isEqualTo(RefusalCode.MALFORMED);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16BE", "UTF-16LE", "UTF-32", "UTF-32BE", "UTF-32LE", "x-UTF-16LE-BOM"})
    void shouldRefuseJsonInAnotherEncoding(String charset) {
        assertThat(parser.parse("{\"publication\": \"P\", \"content\": \"C\"}".getBytes(Charset.forName(charset))))
                .isInstanceOfSatisfying(Refused.class, refused -> {
                    assertThat(refused.reason()).isEqualTo(Reason.SYNTAX);
                    assertThat(refused.code()).isEqualTo(RefusalCode.MALFORMED);
                    assertThat(refused.detail()).isEqualTo("The post is in UTF-16 or UTF-32. Send JSON in UTF-8");
                });
    }

    /** ISO 8859-1; a form that is too long; half a surrogate pair, and both; beyond Unicode; cut short. */
    @ParameterizedTest
    @ValueSource(strings = {"FC", "C1A1", "E08080", "EDA0BD", "EDA0BDEDB880", "F5808080", "F09F98"})
    void shouldRefuseBytesThatAreNotUtf8(String bytes) {
        byte[] before = "{\"publication\": \"P\", \"content\": \"".getBytes(UTF_8);
        byte[] inner = HexFormat.of().parseHex(bytes);
        byte[] json = ByteBuffer.allocate(before.length + inner.length + 2)
                .put(before)
                .put(inner)
                .put("\"}".getBytes(UTF_8))
                .array();

        assertThat(parser.parse(json)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(Reason.SYNTAX);
            assertThat(refused.code()).isEqualTo(RefusalCode.MALFORMED);
            assertThat(refused.detail())
                    .isEqualTo("The post is not valid UTF-8 at byte " + before.length + ". Send JSON in UTF-8");
        });
    }

    @Test
    void shouldPassOverAByteOrderMarkOfUtf8() {
        assertThat(parser.parse("\uFEFF{\"content\": \"é\"}".getBytes(UTF_8)))
                .isEqualTo(new PostDraft(null, null, null, null, null, null, "é"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "1", "\"text\"", "[{\"content\": \"x\"}]"})
    void shouldRefuseWhatIsNotAnObject(String json) {
        assertThat(parser.parse(json))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(RefusalCode.NOT_AN_OBJECT));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"id\": 1.5}|id",
                "{\"id\": true}|id",
                "{\"publication\": 1}|publication",
                "{\"content\": [\"a\"]}|content",
                "{\"content\": {\"a\": 1}}|content",
                "{\"title\": false}|title",
                "{\"publishedAt\": 1483228800}|publishedAt"
            })
    void shouldNameAFieldOfTheWrongType(String json, String field) {
        assertThat(parser.parse(json)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(Reason.RULE);
            assertThat(refused.code()).isEqualTo(RefusalCode.WRONG_TYPE);
            assertThat(refused.field()).isEqualTo(field);
        });
    }

    @Test
    void shouldRefuseAFieldThatComesTwiceUnlessItIsIgnored() {
        assertThat(parser.parse("{\"content\": \"a\", \"content\": \"b\"}"))
                .isInstanceOfSatisfying(Refused.class, refused -> {
                    assertThat(refused.code()).isEqualTo(RefusalCode.DUPLICATE);
                    assertThat(refused.field()).isEqualTo("content");
                });
        assertThat(parser.parse("{\"author\": \"a\", \"author\": \"b\"}")).isInstanceOf(PostDraft.class);
    }

    @Test
    void shouldBoundNestingAndNumbers() {
        String deep = "{\"a\": " + "[".repeat(100_000);
        String number = "{\"a\": " + "9".repeat(100_000) + "}";

        assertThat(parser.parse(deep)).isInstanceOf(Refused.class);
        assertThat(parser.parse(number)).isInstanceOf(Refused.class);
    }

    @Test
    void shouldMeasureInBytesHoweverItIsGiven() {
        String json = "{\"content\": \"" + "é".repeat(40) + "\"}";
        int bytes = json.getBytes(UTF_8).length;

        PostParser exact = new PostParser(bytes);
        PostParser less = new PostParser(bytes - 1);
        assertThat(exact.parse(json)).isInstanceOf(PostDraft.class);
        assertThat(exact.parse(json.getBytes(UTF_8))).isInstanceOf(PostDraft.class);
        assertThat(less.parse(json)).isEqualTo(less.tooLarge());
        assertThat(less.parse(json.getBytes(UTF_8))).isEqualTo(less.tooLarge());
    }

    @Test
    void shouldNeverRepeatWhatWasSent() {
        assertThat(parser.parse("{\"content\": sEcReT}").toString()).doesNotContain("sEcReT");
        assertThat(parser.parse("{\"content\": [\"sEcReT\"]}").toString()).doesNotContain("sEcReT");
    }

    @Property
    void shouldGiveADraftOrARefusalForAnyBytes(@ForAll byte[] bytes) {
        assertThat(PostValidator.validate(parser.parse(bytes), Instant.EPOCH)).isNotNull();
    }

    @Property(tries = 5_000)
    void shouldGiveADraftOrARefusalForBrokenPosts(@ForAll("brokenPosts") byte[] bytes) {
        assertThat(PostValidator.validate(parser.parse(bytes), Instant.EPOCH)).isNotNull();
    }

    @Provide
    Arbitrary<byte[]> brokenPosts() {
        byte[] whole =
                "{\"id\": 12, \"publication\": \"Le Monde é😀\\ud83d\\ude00\", \"content\": \"x\\u0000y\", \"a\": [1e5]}"
                        .getBytes(UTF_8);
        Arbitrary<Integer> position = Arbitraries.integers().between(0, whole.length - 1);
        return position.list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .flatMap(places -> Arbitraries.bytes()
                        .array(byte[].class)
                        .ofSize(places.size())
                        .map(values -> {
                            byte[] broken = whole.clone();
                            for (int i = 0; i < values.length; i++) {
                                broken[places.get(i)] = values[i];
                            }
                            return broken;
                        }));
    }
}

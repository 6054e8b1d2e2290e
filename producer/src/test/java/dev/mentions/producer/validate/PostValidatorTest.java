package dev.mentions.producer.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mentions.contract.Generation;
import dev.mentions.contract.Post;
import dev.mentions.contract.Topics;
import dev.mentions.producer.validate.Refused.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostValidatorTest {

    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

    private static final PostDraft WHOLE =
            new PostDraft("7", "Reuters", "Title", "https://example.com", "2016-12-31T10:00:00Z", null, "Text.");

    @Test
    void shouldAcceptAWholePostAsItIs() {
        assertThat(PostValidator.validate(WHOLE, NOW))
                .isEqualTo(new Accepted(new Post(
                        "7",
                        "Reuters",
                        "Title",
                        "https://example.com",
                        Instant.parse("2016-12-31T10:00:00Z"),
                        "Text.")));
    }

    @Test
    void shouldLeaveOutOptionalFieldsWithoutAnythingToSee() {
        Post post = accepted(new PostDraft("7", "Reuters", " ", "", "", "\t", "Text."));

        assertThat(post).isEqualTo(new Post("7", "Reuters", null, null, null, "Text."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t\u0000", "\u00a0\u2003\u3000", "\u200b\u200f\ufeff", "\u0085"})
    void shouldRefuseBlankPublicationAndContent(String blank) {
        assertThat(refused(publication(blank)))
                .extracting(Refused::code, Refused::field)
                .containsExactly(RefusalCode.BLANK, "publication");
        assertThat(refused(content(blank)))
                .extracting(Refused::code, Refused::field)
                .containsExactly(RefusalCode.BLANK, "content");
    }

    @Test
    void shouldRefuseMissingPublicationAndContent() {
        assertThat(refused(publication(null)))
                .extracting(Refused::code, Refused::field)
                .containsExactly(RefusalCode.MISSING, "publication");
        assertThat(refused(content(null)))
                .extracting(Refused::code, Refused::field)
                .containsExactly(RefusalCode.MISSING, "content");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x/__y__", "The 🗞 Post", "المصري اليوم", ".", "__all__", "a/b"})
    void shouldTakeAnyNameForAPublication(String name) {
        assertThat(accepted(publication(name)).publication()).isEqualTo(name);
    }

    @Test
    void shouldBoundLengths() {
        assertThat(refused(new PostDraft("x".repeat(513), "P", null, null, null, null, "C"))
                        .field())
                .isEqualTo("id");
        assertThat(refused(new PostDraft(null, "x".repeat(201), null, null, null, null, "C"))
                        .field())
                .isEqualTo("publication");
        assertThat(refused(new PostDraft(null, "P", "x".repeat(10_001), null, null, null, "C"))
                        .field())
                .isEqualTo("title");
        assertThat(refused(new PostDraft(null, "P", null, "x".repeat(4_097), null, null, "C")))
                .extracting(Refused::field, Refused::code)
                .containsExactly("url", RefusalCode.TOO_LONG);
        accepted(new PostDraft(
                "x".repeat(512), "x".repeat(200), "x".repeat(10_000), "x".repeat(4_096), null, null, "C"));
    }

    @Test
    void shouldRefuseControlCharactersInAPublicationOnly() {
        assertThat(refused(publication("a\u0000b")).code()).isEqualTo(RefusalCode.CONTROL_CHARACTER);
        assertThat(accepted(content("a\u0000b\u001b")).content()).isEqualTo("a\u0000b\u001b");
    }

    @ParameterizedTest
    @CsvSource({"x\\ud800,2", "\\ud800x,1", "ab\\udc00,3", "\\udc00\\ud800,1", "\\ud83d\\ude00\\ud83d,3"})
    void shouldNameTheFieldAndThePlaceOfHalfASurrogatePair(String escaped, int position) {
        String text = unescape(escaped);
        PostDraft[] drafts = {
            new PostDraft(text, "P", null, null, null, null, "C"),
            new PostDraft(null, text, null, null, null, null, "C"),
            new PostDraft(null, "P", text, null, null, null, "C"),
            new PostDraft(null, "P", null, text, null, null, "C"),
            new PostDraft(null, "P", null, null, null, null, text)
        };

        assertThat(Arrays.stream(drafts).map(PostValidatorTest::refused))
                .extracting(Refused::field)
                .containsExactly("id", "publication", "title", "url", "content");
        assertThat(Arrays.stream(drafts).map(PostValidatorTest::refused)).allSatisfy(refused -> {
            assertThat(refused.code()).isEqualTo(RefusalCode.LONE_SURROGATE);
            assertThat(refused.detail()).endsWith("at character " + position);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "2016-12-31T10:00:00Z, 2016-12-31T10:00:00Z",
        "2016-12-31t10:00:00z, 2016-12-31T10:00:00Z",
        "2016-12-31T10:00:00.123456789Z, 2016-12-31T10:00:00.123456789Z",
        "2016-12-31T10:00+05:30, 2016-12-31T04:30:00Z",
        "2016-12-31T10:00:00, 2016-12-31T10:00:00Z",
        "2016-12-31, 2016-12-31T00:00:00Z",
        "' 2016-12-31 ', 2016-12-31T00:00:00Z",
        "0001-01-01, 0001-01-01T00:00:00Z",
    })
    void shouldReadTimes(String text, Instant expected) {
        assertThat(accepted(publishedAt(text, null)).publishedAt()).isEqualTo(expected);
        assertThat(accepted(publishedAt(null, text)).publishedAt()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yesterday",
                "2016",
                "2016-13-01",
                "2016-02-30",
                "2016-12-31 10:00:00",
                "2016-12-31T25:00:00Z",
                "1483228800",
                "0000-12-31",
                "-0001-01-01",
                "+10000-01-01T00:00:00Z",
                "+999999999-01-01",
                "9999-12-31T23:59:59-01:00",
                "0001-01-01T00:00:00+01:00"
            })
    void shouldRefuseWhatIsNoTimeOfTheYears1To9999(String text) {
        assertThat(refused(publishedAt(text, null)))
                .extracting(Refused::code, Refused::field)
                .containsExactly(RefusalCode.NOT_A_TIME, "publishedAt");
        assertThat(refused(publishedAt(null, text)).field()).isEqualTo("date");
    }

    @Test
    void shouldPreferPublishedAtToDate() {
        assertThat(accepted(publishedAt("2016-12-31", "nonsense")).publishedAt())
                .isEqualTo("2016-12-31T00:00:00Z");
    }

    @Test
    void shouldRefuseWhatIsMoreThanTenMinutesInTheFuture() {
        Instant last = NOW.plus(Duration.ofMinutes(10));

        assertThat(accepted(publishedAt(last.toString(), null)).publishedAt()).isEqualTo(last);
        assertThat(refused(publishedAt(last.plusMillis(1).toString(), null)).code())
                .isEqualTo(RefusalCode.IN_THE_FUTURE);
        assertThat(refused(publishedAt("2099-01-01", null)).code()).isEqualTo(RefusalCode.IN_THE_FUTURE);
    }

    @Test
    void shouldDeriveTheSameIdForTheSameArticleOfTheSamePublication() {
        Post post = accepted(new PostDraft(null, "Reuters", "one", null, null, null, "Text."));

        // printf 'reuters\nText.' | sha256sum
        assertThat(post.id()).isEqualTo("5fff6379881f4a4ab42f9169ae7f188ecdbd23d272654306689d0377584243cd");
        assertThat(accepted(new PostDraft(" ", " REUTERS ", "two", null, null, null, "Text."))
                        .id())
                .isEqualTo(post.id());
        assertThat(accepted(new PostDraft(null, "Reuters", null, null, null, null, "Text"))
                        .id())
                .isNotEqualTo(post.id());
        assertThat(accepted(new PostDraft(null, "AP", null, null, null, null, "Text."))
                        .id())
                .isNotEqualTo(post.id());
    }

    @Test
    void shouldRefuseWhatWouldNotFitIntoARecord() {
        int around = size(accepted(new PostDraft("7", "P", null, null, null, null, "x"))) - 1;
        int room = PostValidator.MAX_RECORD_BYTES - around;

        assertThat(size(accepted(new PostDraft("7", "P", null, null, null, null, "x".repeat(room)))))
                .isEqualTo(PostValidator.MAX_RECORD_BYTES);
        assertThat(refused(new PostDraft("7", "P", null, null, null, null, "x".repeat(room + 1)))
                        .reason())
                .isEqualTo(Reason.TOO_LARGE);
        // Each NUL takes six bytes in JSON.
        assertThat(refused(new PostDraft("7", "P", null, null, null, null, "x" + "\u0000".repeat(room / 6 + 1)))
                        .reason())
                .isEqualTo(Reason.TOO_LARGE);
    }

    @Property
    void shouldAcceptOnlyWhatComesBackFromTheTopicAsItWas(
            @ForAll @Nullable String id, @ForAll String publication, @ForAll String title, @ForAll String content) {
        Verdict verdict = PostValidator.validate(new PostDraft(id, publication, title, null, null, null, content), NOW);

        if (verdict instanceof Accepted accepted) {
            var serde = new Topics(Generation.FIRST).posts().value();
            byte[] bytes = serde.serializer().serialize(null, accepted.post());
            assertThat(serde.deserializer().deserialize(null, bytes)).isEqualTo(accepted.post());
        }
    }

    private static int size(Post post) {
        return new Topics(Generation.FIRST).posts().value().serializer().serialize(null, post).length;
    }

    private static Post accepted(PostDraft draft) {
        Verdict verdict = PostValidator.validate(draft, NOW);
        assertThat(verdict).isInstanceOf(Accepted.class);
        return ((Accepted) verdict).post();
    }

    private static Refused refused(PostDraft draft) {
        Verdict verdict = PostValidator.validate(draft, NOW);
        assertThat(verdict).isInstanceOf(Refused.class);
        return (Refused) verdict;
    }

    private static PostDraft publication(@Nullable String publication) {
        return new PostDraft(null, publication, null, null, null, null, "Text.");
    }

    private static PostDraft content(@Nullable String content) {
        return new PostDraft(null, "Reuters", null, null, null, null, content);
    }

    private static PostDraft publishedAt(@Nullable String publishedAt, @Nullable String date) {
        return new PostDraft(null, "Reuters", null, null, publishedAt, date, "Text.");
    }

    /** Surrogates cannot stand in a source file's annotations as they are. */
    private static String unescape(String escaped) {
        return Pattern.compile("\\\\u([0-9a-f]{4})")
                .matcher(escaped)
                .replaceAll(match -> Character.toString(Integer.parseInt(match.group(1), 16)));
    }
}

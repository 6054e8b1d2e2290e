package dev.mentions.producer.validate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.mentions.contract.JsonSerde;
import dev.mentions.contract.Post;
import dev.mentions.contract.PublicationKey;
import dev.mentions.contract.Topics;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a post. Pure: the same draft at the same time always gets the same verdict.
 *
 * <p>Characters are counted as UTF-16 code units. An optional field without anything to see in it counts as absent.
 */
public final class PostValidator {

    public static final int MAX_ID = 512;
    public static final int MAX_PUBLICATION = 200;
    public static final int MAX_TITLE = 10_000;
    public static final int MAX_URL = 4_096;

    /** The largest post on the topic, in bytes of JSON: what a record may have, less its key and Kafka's own fields. */
    public static final int MAX_RECORD_BYTES = Topics.MAX_POST_BYTES - 64 * 1024;

    /** A control character takes six bytes in JSON, and no character takes more. */
    private static final int MAX_BYTES_PER_CHARACTER = 6;

    private static final int MAX_BYTES_AROUND = 1_000;

    private static final JsonSerde<Post> POST = new JsonSerde<>(Post.class);

    private PostValidator() {}

    /**
     * Judges what was read; what could not be read stays refused.
     *
     * @param now the moment of acceptance
     */
    public static Verdict validate(ParsedPost parsed, Instant now) {
        if (parsed instanceof Refused refused) {
            return refused;
        }
        PostDraft draft = withoutBlanks((PostDraft) parsed);
        PostField timeField = draft.publishedAt() != null ? PostField.PUBLISHED_AT : PostField.DATE;
        String timeText = draft.publishedAt() != null ? draft.publishedAt() : draft.date();
        Optional<Instant> time = Optional.ofNullable(timeText).flatMap(EventTime::parse);
        Optional<Refused> broken = Stream.of(
                        required(PostField.PUBLICATION, draft.publication()),
                        required(PostField.CONTENT, draft.content()),
                        storable(PostField.ID, draft.id(), MAX_ID),
                        storable(PostField.PUBLICATION, draft.publication(), MAX_PUBLICATION),
                        publicationName(draft.publication()),
                        storable(PostField.TITLE, draft.title(), MAX_TITLE),
                        storable(PostField.URL, draft.url(), MAX_URL),
                        storable(PostField.CONTENT, draft.content(), Integer.MAX_VALUE),
                        readableTime(timeField, timeText, time),
                        notInFuture(timeField, time, now))
                .flatMap(Optional::stream)
                .findFirst();
        return broken.isPresent() ? broken.get() : accept(draft, time);
    }

    private static PostDraft withoutBlanks(PostDraft draft) {
        return new PostDraft(
                Text.orNullIfBlank(draft.id()),
                draft.publication(),
                Text.orNullIfBlank(draft.title()),
                Text.orNullIfBlank(draft.url()),
                Text.orNullIfBlank(draft.publishedAt()),
                Text.orNullIfBlank(draft.date()),
                draft.content());
    }

    private static Optional<Refused> required(PostField field, @Nullable String value) {
        if (value == null) {
            return Optional.of(Refused.rule(RefusalCode.MISSING, field, "is required"));
        }
        return Text.isBlank(value)
                ? Optional.of(Refused.rule(RefusalCode.BLANK, field, "has nothing to see in it"))
                : Optional.empty();
    }

    private static Optional<Refused> storable(PostField field, @Nullable String value, int maxLength) {
        if (value == null) {
            return Optional.empty();
        }
        if (value.length() > maxLength) {
            return Optional.of(Refused.rule(RefusalCode.TOO_LONG, field, "may have " + maxLength + " characters"));
        }
        int position = Text.loneSurrogate(value);
        return position < 0
                ? Optional.empty()
                : Optional.of(Refused.rule(
                        RefusalCode.LONE_SURROGATE, field, "has half a surrogate pair at character " + (position + 1)));
    }

    private static Optional<Refused> publicationName(@Nullable String value) {
        if (value == null) {
            return Optional.empty();
        }
        if (Text.hasControlCharacter(value)) {
            return Optional.of(
                    Refused.rule(RefusalCode.CONTROL_CHARACTER, PostField.PUBLICATION, "has a control character"));
        }
        return PublicationKey.of(value).isEmpty()
                ? Optional.of(
                        Refused.rule(RefusalCode.BLANK, PostField.PUBLICATION, "has nothing that could identify it"))
                : Optional.empty();
    }

    private static Optional<Refused> readableTime(PostField field, @Nullable String text, Optional<Instant> time) {
        return text == null || time.isPresent()
                ? Optional.empty()
                : Optional.of(Refused.rule(
                        RefusalCode.NOT_A_TIME,
                        field,
                        "must be a date or a time in ISO-8601 of the years 1 to 9999,"
                                + " such as 2016-12-31 or 2016-12-31T10:00:00Z"));
    }

    private static Optional<Refused> notInFuture(PostField field, Optional<Instant> time, Instant now) {
        return time.filter(at -> at.isAfter(now.plus(Topics.FUTURE_TOLERANCE)))
                .map(at -> Refused.rule(
                        RefusalCode.IN_THE_FUTURE,
                        field,
                        "is more than " + Topics.FUTURE_TOLERANCE.toMinutes() + " minutes in the future"));
    }

    private static Verdict accept(PostDraft draft, Optional<Instant> time) {
        String publication = requireNonNull(draft.publication());
        String content = requireNonNull(draft.content());
        String id = draft.id() != null ? draft.id() : derivedId(publication, content);
        Post post = new Post(id, publication, draft.title(), draft.url(), time.orElse(null), content);
        return fits(post)
                ? new Accepted(post)
                : Refused.tooLarge("The post may have " + MAX_RECORD_BYTES + " bytes as it is stored");
    }

    /** The same article of the same publication always gets the same id, so that sending it again is harmless. */
    private static String derivedId(String publication, String content) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(PublicationKey.of(publication).getBytes(UTF_8));
            // No publication has a control character in its name, so the two parts cannot run into each other.
            digest.update((byte) '\n');
            digest.update(content.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static boolean fits(Post post) {
        long characters = (long) post.id().length()
                + post.publication().length()
                + (post.title() == null ? 0 : post.title().length())
                + (post.url() == null ? 0 : post.url().length())
                + post.content().length();
        // Nearly every post is far from the limit, and need not be written out to know.
        return characters * MAX_BYTES_PER_CHARACTER + MAX_BYTES_AROUND <= MAX_RECORD_BYTES
                || POST.serialize(null, post).length <= MAX_RECORD_BYTES;
    }
}

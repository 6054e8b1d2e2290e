package dev.mentions.contract;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * What the headers of a derived record say of the post behind it, the latest one where there are several. Nothing is
 * counted by them: a record without them, from another writer or an earlier version, is as good.
 */
public final class PostHeaders {

    /** When the post was accepted, in milliseconds since 1970 as decimal digits. */
    public static final String ACCEPTED = "mentions.accepted.ms";

    /** The post's id. Only there when whoever wrote the record logs at DEBUG. */
    public static final String POST_ID = "mentions.post.id";

    private PostHeaders() {}

    /** Writes when the post was accepted, over what stood there. */
    public static void putAccepted(Headers headers, Instant acceptance) {
        put(headers, ACCEPTED, Long.toString(acceptance.toEpochMilli()).getBytes(US_ASCII));
    }

    /** Returns when the post was accepted; empty when that is not said, or not in this form. */
    public static Optional<Instant> accepted(Headers headers) {
        Header header = headers.lastHeader(ACCEPTED);
        if (header == null || header.value() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.ofEpochMilli(Long.parseLong(new String(header.value(), US_ASCII))));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Writes the post's id, over what stood there. */
    public static void putPostId(Headers headers, String postId) {
        put(headers, POST_ID, postId.getBytes(UTF_8));
    }

    /** Returns the post's id; empty when that is not said. */
    public static Optional<String> postId(Headers headers) {
        return Optional.ofNullable(headers.lastHeader(POST_ID))
                .map(Header::value)
                .map(value -> new String(value, UTF_8));
    }

    private static void put(Headers headers, String name, byte[] value) {
        headers.remove(name);
        headers.add(name, value);
    }
}

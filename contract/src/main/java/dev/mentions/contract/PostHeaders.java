package dev.mentions.contract;

import static java.nio.charset.StandardCharsets.US_ASCII;

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

    private PostHeaders() {}

    /** Writes when the post was accepted, over what stood there. */
    public static void putAccepted(Headers headers, Instant acceptance) {
        headers.remove(ACCEPTED);
        headers.add(ACCEPTED, Long.toString(acceptance.toEpochMilli()).getBytes(US_ASCII));
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
}

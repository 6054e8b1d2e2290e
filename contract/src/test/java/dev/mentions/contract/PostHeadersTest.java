package dev.mentions.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class PostHeadersTest {

    private final RecordHeaders headers = new RecordHeaders();

    @Test
    void shouldGiveTheAcceptanceWrittenLast() {
        Instant acceptance = Instant.parse("2026-11-28T22:00:00.123Z");

        PostHeaders.putAccepted(headers, Instant.EPOCH);
        PostHeaders.putAccepted(headers, acceptance);

        assertThat(PostHeaders.accepted(headers)).contains(acceptance);
        assertThat(headers).hasSize(1);
    }

    @Test
    void shouldTakeWhatIsNoAcceptanceForNone() {
        assertThat(PostHeaders.accepted(headers)).isEmpty();

        headers.add(PostHeaders.ACCEPTED, "yesterday".getBytes(UTF_8));
        assertThat(PostHeaders.accepted(headers)).isEmpty();

        headers.add(PostHeaders.ACCEPTED, null);
        assertThat(PostHeaders.accepted(headers)).isEmpty();
    }

    @Test
    void shouldGiveThePostIdWrittenLast() {
        assertThat(PostHeaders.postId(headers)).isEmpty();

        PostHeaders.putPostId(headers, "one");
        PostHeaders.putPostId(headers, "zwei/ü\n\uD83D\uDE00");

        assertThat(PostHeaders.postId(headers)).contains("zwei/ü\n\uD83D\uDE00");
        assertThat(headers).hasSize(1);

        headers.add(PostHeaders.POST_ID, null);
        assertThat(PostHeaders.postId(headers)).isEmpty();
    }
}

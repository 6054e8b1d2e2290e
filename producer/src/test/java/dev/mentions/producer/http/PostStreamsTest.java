package dev.mentions.producer.http;

import static dev.mentions.producer.http.TestFront.LINES;
import static dev.mentions.producer.http.TestFront.POST;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mentions.contract.Post;
import dev.mentions.producer.http.TestFront.Answer;
import dev.mentions.producer.publish.PublishOutcome;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PostStreamsTest {

    private TestFront front = new TestFront(Map.of());

    @AfterEach
    void stop() {
        front.close();
    }

    private void restart(Map<String, String> settings) {
        front.close();
        front = new TestFront(settings);
    }

    @Test
    void shouldAnswer202WhenAllIsAccepted() {
        Answer answer = front.lines(post("a") + "\r\n\n  \n" + post("b") + "\n" + post("c"));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().path("accepted").asInt()).isEqualTo(3);
        assertThat(answer.json().path("refused").asInt()).isZero();
        assertThat(answer.json().has("resumeFrom")).isFalse();
        assertThat(front.publisher.posts).extracting(Post::id).containsExactly("a", "b", "c");
    }

    @Test
    void shouldAnswer202ToNothing() {
        assertThat(front.lines("").status()).isEqualTo(202);
    }

    @Test
    void shouldNameEachBadLineAndTakeAllOthers() {
        restart(Map.of("limits.body-bytes", "1024"));

        Answer answer = front.lines(String.join(
                "\n",
                post("a"),
                "{broken",
                "{\"publication\":\"P\",\"content\":\"" + "x".repeat(100_000) + "\"}",
                "{\"publication\":\"P\"}",
                post("b")));

        assertThat(answer.status()).isEqualTo(207);
        assertThat(answer.json().path("accepted").asInt()).isEqualTo(2);
        assertThat(answer.json().path("refused").asInt()).isEqualTo(3);
        assertThat(answer.json().path("errors"))
                .hasSize(3)
                .extracting(error -> error.path("line").asInt()
                        + " " + error.path("status").asInt()
                        + " " + error.path("code").asText()
                        + " " + error.path("field").asText("-"))
                .containsExactly("2 400 malformed -", "3 413 too-large -", "4 422 missing content");
        assertThat(front.publisher.posts).extracting(Post::id).containsExactly("a", "b");
    }

    @Test
    void shouldCountAllBadLinesAndListSome() {
        restart(Map.of("limits.listed-errors", "5"));

        Answer answer = front.lines("{}\n".repeat(1_000));

        assertThat(answer.status()).isEqualTo(207);
        assertThat(answer.json().path("refused").asInt()).isEqualTo(1_000);
        assertThat(answer.json().path("errors")).hasSize(5);
    }

    @Test
    void shouldReadNoFurtherThanThereIsRoomFor() {
        restart(Map.of("limits.in-flight-posts", "10"));
        Queue<CompletableFuture<PublishOutcome>> outcomes = new ConcurrentLinkedQueue<>();
        front.publisher.outcome = post -> {
            CompletableFuture<PublishOutcome> outcome = new CompletableFuture<>();
            outcomes.add(outcome);
            return outcome;
        };
        int total = 20_000;
        AtomicInteger sent = new AtomicInteger();
        CompletableFuture<Answer> answer = front.sendAsync(front.request("/posts")
                .header("Content-Type", LINES)
                .POST(BodyPublishers.ofByteArrays(lines(total, sent)))
                .build());

        await().until(() -> outcomes.size() == 10);
        await().during(Duration.ofMillis(300)).until(() -> outcomes.size() == 10);
        assertThat(sent).hasValueLessThan(total);

        front.publisher.outcome = FakePublisher::stored;
        outcomes.forEach(outcome -> outcome.complete(PublishOutcome.STORED));
        assertThat(answer.join().status()).isEqualTo(202);
        assertThat(answer.join().json().path("accepted").asInt()).isEqualTo(total);
    }

    @Test
    void shouldSayWhereToGoOnWhenTheBrokerGoesAwayInTheMiddle() {
        front.publisher.outcome = post -> {
            if (front.publisher.posts.size() == 1_000) {
                front.brokerReachable.set(false);
            }
            return FakePublisher.stored(post);
        };

        Answer answer = front.lines("{}\n" + (post("a") + "\n").repeat(5_000));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(answer.json().path("accepted").asInt()).isEqualTo(1_000);
        assertThat(answer.json().path("refused").asInt()).isEqualTo(1);
        assertThat(answer.json().path("resumeFrom").asInt()).isEqualTo(1_002);
    }

    @Test
    void shouldGoOnFromTheFirstPostWithoutAnAcknowledgement() {
        front.publisher.outcome = post -> FakePublisher.always(
                        post.id().equals("lost") ? PublishOutcome.UNKNOWN : PublishOutcome.STORED)
                .apply(post);

        Answer answer = front.lines(String.join("\n", post("a"), post("lost"), post("b")));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json().path("resumeFrom").asInt()).isEqualTo(2);
        assertThat(answer.json().path("failed").asInt()).isEqualTo(1);
        assertThat(answer.json().path("errors").get(0).path("status").asInt()).isEqualTo(504);
    }

    @Test
    void shouldCutAStreamShortWhileItDrains() throws Exception {
        CompletableFuture<PublishOutcome> first = new CompletableFuture<>();
        front.publisher.outcome = post -> first;
        CompletableFuture<Answer> answer =
                front.sendAsync(front.post("/posts", LINES, (post("a") + "\n").repeat(200_000)));
        await().until(() -> !front.publisher.posts.isEmpty());

        CompletableFuture<Void> drain = CompletableFuture.runAsync(() -> {
            try {
                assertThat(front.front.drain()).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        await().until(front.front::draining);
        first.complete(PublishOutcome.STORED);

        assertThat(answer.join().status()).isEqualTo(503);
        int accepted = answer.join().json().path("accepted").asInt();
        assertThat(accepted).isEqualTo(front.publisher.posts.size()).isLessThan(200_000);
        assertThat(answer.join().json().path("resumeFrom").asInt()).isEqualTo(accepted + 1);
        drain.join();
    }

    @Test
    void shouldBoundStreamsAtTheSameTime() {
        restart(Map.of("limits.streams", "1"));
        CompletableFuture<PublishOutcome> first = new CompletableFuture<>();
        front.publisher.outcome = post -> first;
        CompletableFuture<Answer> waiting = front.sendAsync(front.post("/posts", LINES, POST));
        await().until(() -> !front.publisher.posts.isEmpty());

        assertThat(front.lines(POST).code()).isEqualTo("busy");

        first.complete(PublishOutcome.STORED);
        assertThat(waiting.join().status()).isEqualTo(202);
    }

    private static String post(String id) {
        return POST.replace("\"7\"", "\"" + id + "\"");
    }

    private static Iterable<byte[]> lines(int count, AtomicInteger sent) {
        // More in all than the buffers of two sockets hold.
        byte[] line = (POST.replace("Text.", "x".repeat(4_000)) + "\n").getBytes(UTF_8);
        return () -> IntStream.range(0, count)
                .mapToObj(i -> {
                    sent.incrementAndGet();
                    return line;
                })
                .iterator();
    }
}

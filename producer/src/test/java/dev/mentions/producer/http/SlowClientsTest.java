package dev.mentions.producer.http;

import static dev.mentions.producer.http.TestFront.JSON;
import static dev.mentions.producer.http.TestFront.LINES;
import static dev.mentions.producer.http.TestFront.POST;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mentions.producer.http.TestFront.Answer;
import dev.mentions.producer.publish.PublishOutcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients that want to hold the producer up by taking their time. */
class SlowClientsTest {

    private static final int CLIENTS = 50;

    /** The machine may be busy with other things. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final Map<String, String> PATIENT =
            Map.of("http.threads", "8", "http.idle-timeout", "2m", "http.body-timeout", "2m");

    private static final Map<String, String> IMPATIENT = Map.of(
            "http.threads",
            "8",
            "http.idle-timeout",
            "700ms",
            "http.body-timeout",
            "300ms",
            "limits.stream-bytes-per-second",
            "100000");

    private final List<SlowClient> clients = new ArrayList<>();
    private TestFront front;

    @AfterEach
    void stop() throws IOException {
        for (SlowClient client : clients) {
            client.channel.close();
        }
        front.close();
    }

    /** What a client sends at once; but for the idle one it sends a byte now and then after it, and reads nothing. */
    enum Kind {
        IDLE(""),
        HEAD_IN_DROPS("POST /posts HTTP/1.1\r\nHost: localhost\r\nX-Slow: "),
        POST_IN_DROPS(head("/posts", JSON, 100_000)),
        STREAM_IN_DROPS(head("/posts", LINES, 100_000)),
        POST_ANNOUNCED_AS_LARGE(head("/posts", JSON, 5_000_000)),
        REFUSED_POST_IN_DROPS(head("/nothing", JSON, 60_000)),
        DEAF("GET /openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(5_000));

        private final String start;

        Kind(String start) {
            this.start = start;
        }

        private static String head(String path, String type, int length) {
            return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type + "\r\nContent-Length: "
                    + length + "\r\n\r\n";
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldServeOthersBesideFiftySlowClients(Kind kind) throws IOException {
        front = new TestFront(PATIENT);
        for (int i = 0; i < CLIENTS; i++) {
            connect(kind);
        }

        // Large enough to need the room that fifty announcements would take.
        CompletableFuture<Answer> post =
                front.sendAsync(front.post("/posts", JSON, POST.replace("Text.", "x".repeat(4_000_000))));
        await().atMost(LIMIT).until(() -> {
            clients.forEach(SlowClient::drip);
            return post.isDone();
        });

        assertThat(post.join().status()).isEqualTo(202);
        assertThat(clients).allMatch(client -> !client.closed);
    }

    @ParameterizedTest
    @EnumSource
    void shouldGiveASlowClientUpAndHoldNothingOfIt(Kind kind) throws IOException {
        front = new TestFront(IMPATIENT);
        SlowClient client = connect(kind);

        await().atMost(LIMIT).until(() -> {
            client.drip();
            return client.closed;
        });

        await().atMost(LIMIT).untilAsserted(() -> {
            assertThat(gauge("mentions.producer.posts.in.flight")).isZero();
            assertThat(gauge("mentions.producer.bytes.in.flight")).isZero();
        });
        assertThat(front.posts(POST).status()).isEqualTo(202);
    }

    @Test
    void shouldTellASlowStreamWhereToGoOn() throws IOException {
        front = new TestFront(IMPATIENT);
        SlowClient client = connect(Kind.STREAM_IN_DROPS);
        client.send(POST + "\n" + POST + "\n");

        StringBuilder answer = new StringBuilder();
        await().atMost(LIMIT).until(() -> {
            client.drip();
            return answer.append(client.read()).toString().endsWith("}");
        });

        assertThat(answer.toString())
                .startsWith("HTTP/1.1 503")
                .contains("\"accepted\":2", "\"resumeFrom\":3", "\"slow-body\"", "Connection: close");
    }

    /** One post at a time, each of which the broker takes as long for as a client may be waited for. */
    @Test
    void shouldReadAStreamWhoseSenderIsHeldUpByUs() {
        Map<String, String> settings = new HashMap<>(IMPATIENT);
        settings.put("limits.in-flight-posts", "1");
        front = new TestFront(settings);
        front.publisher.outcome = post -> CompletableFuture.supplyAsync(
                () -> PublishOutcome.STORED, CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS));
        String line = POST.replace("Text.", "x".repeat(60_000)) + "\n";

        assertThat(front.lines(line.repeat(6)).status()).isEqualTo(202);
    }

    @Test
    void shouldLetNoMoreClientsInThanItMayHave() throws Exception {
        front = new TestFront(Map.of("http.connections", "3", "http.idle-timeout", "2m"));
        for (int i = 0; i < 3; i++) {
            connect(Kind.HEAD_IN_DROPS);
        }

        CompletableFuture<Answer> post = front.sendAsync(front.post("/posts", JSON, POST));
        await().atMost(LIMIT).during(Duration.ofSeconds(2)).until(() -> !post.isDone());
        clients.get(0).channel.close();

        assertThat(post.get(30, TimeUnit.SECONDS).status()).isEqualTo(202);
    }

    private double gauge(String name) {
        return front.registry.get(name).gauge().value();
    }

    private SlowClient connect(Kind kind) throws IOException {
        SlowClient client = new SlowClient(front.front.port(), kind.start);
        clients.add(client);
        return client;
    }

    /** A connection with the smallest buffers, which nothing that is done here waits for. */
    private static final class SlowClient {

        private final SocketChannel channel = SocketChannel.open();
        private ByteBuffer rest = ByteBuffer.allocate(0);
        private final boolean idle;
        private boolean closed;

        SlowClient(int port, String start) throws IOException {
            idle = start.isEmpty();
            channel.setOption(StandardSocketOptions.SO_RCVBUF, 4_096);
            channel.connect(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
            channel.configureBlocking(false);
            send(start);
        }

        void send(String text) throws IOException {
            rest = ByteBuffer.wrap(text.getBytes(US_ASCII));
            channel.write(rest);
        }

        /** Sends a byte more, of what did not fit yet if there is some; an idle one only looks. */
        void drip() {
            try {
                if (idle) {
                    closed = channel.read(ByteBuffer.allocate(1)) < 0;
                    return;
                }
                channel.write(rest.hasRemaining() ? rest : ByteBuffer.wrap(new byte[] {' '}));
            } catch (IOException e) {
                closed = true;
            }
        }

        String read() throws IOException {
            ByteBuffer bytes = ByteBuffer.allocate(4_096);
            channel.read(bytes);
            return UTF_8.decode(bytes.flip()).toString();
        }
    }
}

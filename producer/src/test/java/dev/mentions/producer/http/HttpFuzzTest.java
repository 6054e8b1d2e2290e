package dev.mentions.producer.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.mentions.producer.LogCapture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Whatever is sent to the port, the answer is one that is described, says nothing of what was sent, and the next post is
 * taken.
 */
class HttpFuzzTest {

    /** In the OpenAPI description; the last row is what is answered to that which is no request. */
    private static final Set<Integer> DESCRIBED =
            Set.of(200, 201, 202, 207, 400, 401, 404, 405, 408, 413, 415, 421, 422, 503, 504, 414, 431, 501, 505);

    private static final String SECRET = "sEcReT";

    private static final Pattern STATUS = Pattern.compile("(?m)^HTTP/1\\.1 (\\d{3})");

    private static final String POST =
            "{\"id\":\"7\",\"publication\":\"P\",\"content\":\"sEcReT \\ud83d\\ude00 é\",\"other\":[{\"a\":1e5}]}";

    private static final List<byte[]> REQUESTS = List.of(
            request("POST /posts HTTP/1.1", "application/json", POST),
            request("POST /posts HTTP/1.1", "application/x-ndjson", POST + "\n\n" + POST + "\r\n{}\n" + POST),
            request("POST /post/enqueue HTTP/1.1", "application/json; charset=UTF-8", POST),
            request("GET /docs?sEcReT=1 HTTP/1.1", "text/html", ""),
            String.join(
                            "\r\n",
                            "POST /posts HTTP/1.1",
                            "Host: localhost",
                            "Content-Type: application/x-ndjson",
                            "Connection: close",
                            "Transfer-Encoding: chunked",
                            "X-API-Key: sEcReT",
                            "",
                            "5",
                            "{\"id\"",
                            "8",
                            ":\"sEcReT",
                            "0",
                            "",
                            "")
                    .getBytes(UTF_8));

    private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";

    private static LogCapture log;
    private static TestFront front;

    @BeforeContainer
    static void start() {
        log = new LogCapture(Level.TRACE, Level.INFO);
        front = new TestFront(Map.of("http.idle-timeout", "5s", "http.body-timeout", "5s"));
    }

    @AfterContainer
    static void stop() {
        front.close();
        log.close();
        assertThat(log.text()).doesNotContain(SECRET);
        assertThat(log.errors()).isEmpty();
    }

    @AfterTry
    void shouldTakeTheNextPost() {
        assertThat(front.posts(TestFront.POST).status()).isEqualTo(202);
    }

    @Property(tries = 150)
    void shouldAnswerAnyBodyOfAnyType(
            @ForAll("types") String type, @ForAll("paths") String path, @ForAll @Size(max = 500) byte[] body)
            throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: "
                        + type + "\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(UTF_8));
        request.writeBytes(body);

        String answer = exchange(request.toByteArray());

        assertDescribed(answer);
        assertThat(answer).startsWith("HTTP/1.1 ");
    }

    @Provide
    Arbitrary<String> types() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "application/json",
                        "application/x-ndjson",
                        "application/json;charset=\"",
                        "application/json;;=;charset=utf-16",
                        "multipart/form-data; boundary=x",
                        "application/x-www-form-urlencoded",
                        ""),
                Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(40));
    }

    @Provide
    Arbitrary<String> paths() {
        return Arbitraries.oneOf(
                Arbitraries.of("/posts", "/post/enqueue", "/posts/", "/posts;a=b", "/%2e%2e/posts", "//posts", "/docs"),
                Arbitraries.strings().withCharRange('!', '~').ofMaxLength(20).map(text -> "/" + text));
    }

    @Property(tries = 400)
    void shouldAnswerOrCloseForABrokenRequest(@ForAll("brokenRequests") byte[] request) throws IOException {
        assertDescribed(exchange(request));
    }

    /** A valid request with some spans replaced, or without its end. */
    @Provide
    Arbitrary<byte[]> brokenRequests() {
        Arbitrary<byte[]> other = Arbitraries.oneOf(
                Arbitraries.of(
                                "",
                                "\r\n",
                                "\r\n\r\n",
                                "\n",
                                ":",
                                " ",
                                "\"",
                                "{",
                                "%00",
                                "99999999999",
                                "-1",
                                "Expect: 100-continue\r\n",
                                "Sec-WebSocket-Version: 13\r\n",
                                "Upgrade: websocket\r\nConnection: Upgrade\r\n",
                                "Content-Length: 5\r\n",
                                "Transfer-Encoding: gzip, chunked\r\n",
                                "Content-Encoding: gzip\r\n")
                        .map(text -> text.getBytes(UTF_8)),
                Arbitraries.bytes().array(byte[].class).ofMaxSize(4));
        Arbitrary<Edit> edits = Combinators.combine(
                        Arbitraries.doubles().between(0, 1),
                        Arbitraries.integers().between(0, 10),
                        other)
                .as(Edit::new);
        Arbitrary<byte[]> edited = Combinators.combine(
                        Arbitraries.of(REQUESTS), edits.list().ofMinSize(1).ofMaxSize(3))
                .as((request, all) -> {
                    byte[] bytes = request;
                    for (Edit edit : all) {
                        bytes = edit.of(bytes);
                    }
                    return bytes;
                });
        Arbitrary<byte[]> cut = Combinators.combine(
                        Arbitraries.of(REQUESTS), Arbitraries.doubles().between(0, 1))
                .as((request, end) -> Arrays.copyOf(request, (int) (end * request.length)));
        return Arbitraries.frequencyOf(Tuple.of(4, edited), Tuple.of(1, cut));
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Edit(double place, int length, byte[] by) {

        byte[] of(byte[] bytes) {
            int from = (int) (place * bytes.length);
            int to = Math.min(from + length, bytes.length);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(bytes, 0, from);
            out.writeBytes(by);
            out.write(bytes, to, bytes.length - to);
            return out.toByteArray();
        }
    }

    @Property(tries = 100)
    void shouldAnswerOrCloseForWhatIsNotHttp(@ForAll byte[] bytes) throws IOException {
        assertDescribed(exchange(bytes));
    }

    @Example
    void shouldBoundWhatAPostMayBe() {
        String field = "{\"publication\":\"P\",\"content\":\"C\",\"a\":";
        assertThat(front.posts(field + "[".repeat(100_000)).status()).isEqualTo(400);
        assertThat(front.posts(field + "{\"a\":".repeat(100_000)).status()).isEqualTo(400);
        assertThat(front.posts(field + "1e999999999}").status()).isEqualTo(202);
        assertThat(front.posts(field + "1".repeat(1_000_000) + "}").status()).isEqualTo(400);
        assertThat(front.posts("{\"id\":" + "1".repeat(1_000_000) + "}").status())
                .isEqualTo(400);
        assertThat(front.posts("{\"" + "n".repeat(100_000) + "\":1}").status()).isEqualTo(400);
        assertThat(front.posts("{\"id\":\"" + "i".repeat(1_000_000) + "\",\"publication\":\"P\",\"content\":\"C\"}")
                        .status())
                .isEqualTo(422);
        StringBuilder fields = new StringBuilder(field + "1");
        for (int i = 0; i < 300_000; i++) {
            fields.append(",\"field").append(Integer.toString(i, 36)).append("\":1");
        }
        assertThat(front.posts(fields.append('}').toString()).status()).isEqualTo(202);
        assertThat(front.posts(field + "[" + "1,".repeat(1_000_000) + "1]}").status())
                .isEqualTo(202);
    }

    @Example
    void shouldTellWhoAsksFirstToGoOn() throws IOException {
        String answer =
                exchange(request("POST /posts HTTP/1.1\r\nExpect: 100-continue", TestFront.JSON, TestFront.POST));

        assertThat(answer).startsWith(CONTINUE + "HTTP/1.1 202 ");
        assertDescribed(answer);
    }

    private static void assertDescribed(String answerWithInterim) {
        // No answer yet: what is asked for is allowed to come.
        String answer = answerWithInterim.replace(CONTINUE, "");
        List<Integer> statuses = STATUS.matcher(answer)
                .results()
                .map((MatchResult match) -> Integer.valueOf(match.group(1)))
                .toList();
        assertThat(DESCRIBED).containsAll(statuses);
        assertThat(answer).doesNotContain(SECRET, "Exception", "ception:", "jetty", "Jetty");
        if (!statuses.isEmpty() && statuses.get(0) >= 400) {
            assertThat(answer).contains("application/problem+json");
        }
        assertThat(answer.isEmpty() || !statuses.isEmpty()).isTrue();
    }

    private static byte[] request(String line, String type, String body) {
        return (line + "\r\nHost: localhost\r\nConnection: close\r\nX-API-Key: sEcReT\r\nContent-Type: " + type
                        + "\r\nContent-Length: " + body.getBytes(UTF_8).length + "\r\n\r\n" + body)
                .getBytes(UTF_8);
    }

    /** Sends all, says that this is the end, and returns what comes until the other end says so too. */
    private static String exchange(byte[] bytes) throws IOException {
        try (Socket socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), front.front.port())) {
            socket.setSoTimeout(30_000);
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            try {
                socket.getOutputStream().write(bytes);
                socket.shutdownOutput();
                socket.getInputStream().transferTo(answer);
            } catch (SocketException e) {
                // Reset: what was answered until then counts.
            }
            return answer.toString(ISO_8859_1);
        }
    }
}

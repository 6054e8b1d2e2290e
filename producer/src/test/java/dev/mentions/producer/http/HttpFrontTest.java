package dev.mentions.producer.http;

import static dev.mentions.producer.http.TestFront.JSON;
import static dev.mentions.producer.http.TestFront.POST;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mentions.producer.http.TestFront.Answer;
import dev.mentions.producer.publish.PublishOutcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpFrontTest {

    /** SHA-256 of "foo". */
    private static final String FOO = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";

    private static final int MIB = 1024 * 1024;

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
    void shouldAnswer202OnlyOnceThePostIsStored() {
        CompletableFuture<PublishOutcome> outcome = new CompletableFuture<>();
        front.publisher.outcome = post -> outcome;

        CompletableFuture<Answer> answer = front.sendAsync(front.post("/posts", JSON, POST));
        await().until(() -> !front.publisher.posts.isEmpty());
        assertThat(answer).isNotDone();
        outcome.complete(PublishOutcome.STORED);

        assertThat(answer.join().status()).isEqualTo(202);
        assertThat(answer.join().header("Content-Type")).isEqualTo(JSON);
        assertThat(answer.join().json().path("id").asText()).isEqualTo("7");
        assertThat(front.counter("mentions.producer.posts.accepted")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"/posts, application/json", "/posts, application/x-ndjson", "/post/enqueue, application/json"})
    void shouldHandOnTheTraceOfItsCaller(String path, String type) {
        Answer answer = front.send(front.request(path)
                .header("Content-Type", type)
                .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .header("tracestate", "a=1")
                .header("tracestate", "b=2")
                .POST(BodyPublishers.ofString(POST))
                .build());

        assertThat(answer.status()).isBetween(200, 202);
        assertThat(front.publisher.traces).singleElement().satisfies(trace -> {
            assertThat(trace.getTraceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
            assertThat(trace.getSpanId()).isEqualTo("b7ad6b7169203331");
            assertThat(trace.getTraceState().asMap()).isEqualTo(Map.of("a", "1", "b", "2"));
        });
    }

    @Test
    void shouldTakeAPostWithoutATraceOrWithALongOne() {
        front.send(front.post("/posts", JSON, POST));
        front.send(front.request("/posts")
                .header("Content-Type", JSON)
                .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .header("tracestate", "a=" + "x".repeat(200) + ",b=" + "x".repeat(200) + ",c=" + "x".repeat(200))
                .POST(BodyPublishers.ofString(POST))
                .build());

        assertThat(front.publisher.traces.get(0).isValid()).isFalse();
        assertThat(front.publisher.traces.get(1).isValid()).isTrue();
        assertThat(front.publisher.traces.get(1).getTraceState().isEmpty()).isTrue();
    }

    @Test
    void shouldTakeTheCoursesCall() {
        restart(Map.of("api-keys", FOO));
        String article = "{\"index\": 0, \"id\": 17283, \"title\": \"T\", \"publication\": \"New York Times\","
                + " \"author\": \"A\", \"date\": \"2016-12-31\", \"year\": 2016.0, \"month\": 12.0, \"url\": null,"
                + " \"content\": \"Text.\"}";

        Answer answer = front.send(front.request("/post/enqueue")
                .header("Content-Type", JSON)
                .header("access_token", "foo")
                .POST(BodyPublishers.ofString(article))
                .build());

        assertThat(answer.status()).isEqualTo(201);
        assertThat(front.publisher.posts)
                .singleElement()
                .hasToString("Post[id=17283, publication=New York Times, title=T, url=null,"
                        + " publishedAt=2016-12-31T00:00:00Z, content=Text.]");
    }

    @ParameterizedTest
    @CsvSource({
        "Authorization, Bearer foo, 202",
        "Authorization, bearer foo, 202",
        "X-API-Key, foo, 202",
        "access_token, foo, 202",
        "Authorization, Bearer bar, 401",
        "Authorization, Basic foo, 401",
        "X-API-Key, fo, 401",
        "access_token, " + FOO + ", 401",
        "X-Other, foo, 401"
    })
    void shouldAskForAKey(String header, String value, int status) {
        restart(Map.of("api-keys", FOO + "," + FOO.replace('2', '3')));

        Answer answer = front.send(front.request("/posts")
                .header("Content-Type", JSON)
                .header(header, value)
                .POST(BodyPublishers.ofString(POST))
                .build());

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo(status == 401 ? "Bearer" : "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"publication\"|400|malformed|",
                "[1]|400|not-an-object|",
                "{\"content\":\"x\"}|422|missing|publication",
                "{\"publication\":\" \",\"content\":\"x\"}|422|blank|publication",
                "{\"publication\":1,\"content\":\"x\"}|422|wrong-type|publication",
                "{\"publication\":\"P\",\"content\":\"\\ud800\"}|422|lone-surrogate|content",
                "{\"publication\":\"P\",\"content\":\"x\",\"publishedAt\":\"2099-01-01\"}|422|in-the-future|publishedAt"
            })
    void shouldSayWhatIsWrongWithAPost(String body, int status, String code, String field) {
        Answer answer = front.posts(body);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.json().path("status").asInt()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.json().path("field").textValue()).isEqualTo(field);
        assertThat(front.publisher.posts).isEmpty();
        assertThat(front.registry
                        .get("mentions.producer.posts.refused")
                        .tag("code", code)
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void shouldShowEveryReasonBeforeItsFirstRefusal() {
        assertThat(front.registry.get("mentions.producer.posts.refused").counters())
                .allSatisfy(refused -> assertThat(refused.count()).isZero())
                .extracting(refused -> refused.getId().getTag("code"))
                .contains("blank", "in-the-future", "too-large", "unauthorized", "busy", "no-acknowledgement")
                .doesNotContain("rule", "not-found");
    }

    @Test
    void shouldTakeAPublicationNamedLikeAPathAndTextOfAnyScript() {
        String body = "{\"publication\":\"../x/__y__\",\"content\":\"😀 مرحبا \\u0000 \\u202e\"}";

        assertThat(front.posts(body).status()).isEqualTo(202);
        assertThat(front.publisher.posts.get(0).content()).isEqualTo("😀 مرحبا \0 \u202e");
    }

    @ParameterizedTest
    @CsvSource({
        "text/plain, identity, 415",
        "application/x-www-form-urlencoded, identity, 415",
        "application/json; charset=iso-8859-1, identity, 415",
        "application/json; charset=no-such, identity, 415",
        "application/json; charset=\", identity, 415",
        "application/json; charset=\"utf-8\"; x=y, identity, 202",
        "application/json, gzip, 415",
        "Application/JSON; charset=UTF-8, identity, 202"
    })
    void shouldNameTheTypesItTakes(String type, String encoding, int status) {
        assertThat(front.send(front.request("/posts")
                                .header("Content-Type", type)
                                .header("Content-Encoding", encoding)
                                .POST(BodyPublishers.ofString(POST))
                                .build())
                        .status())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {JSON, TestFront.LINES})
    void shouldRefuseABodyInUtf16(String type) {
        for (Charset charset : List.of(UTF_16, UTF_16BE, UTF_16LE)) {
            Answer answer = front.send(front.request("/posts")
                    .header("Content-Type", type)
                    .POST(BodyPublishers.ofByteArray((POST + "\n" + POST).getBytes(charset)))
                    .build());

            assertThat(answer.status()).as(charset.name()).isEqualTo(400);
            assertThat(answer.code()).isEqualTo("malformed");
            assertThat(answer.json().path("detail").asText())
                    .isEqualTo("The post is in UTF-16 or UTF-32. Send JSON in UTF-8");
        }
        assertThat(front.publisher.posts).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, 202",
        "LOCALHOST:8080, 202",
        "localhost.:8080, 202",
        "127.0.0.1:8080, 202",
        "[::1], 202",
        "posts.example, 421",
        "posts.example:8080, 421",
        "localhost.posts.example, 421",
        "192.0.2.1, 421",
        "0.0.0.0:8080, 421"
    })
    void shouldAnswerForItsOwnHostOnly(String host, int status) throws IOException {
        assertThat(exchange("POST /posts HTTP/1.1", "Host: " + host)).startsWith("HTTP/1.1 " + status);
        assertThat(front.publisher.posts).hasSize(status == 202 ? 1 : 0);
    }

    @Test
    void shouldSayWhichHostsItAnswersFor() throws IOException {
        for (String line : List.of("POST /posts HTTP/1.1", "GET /docs HTTP/1.1", "DELETE /nothing HTTP/1.1")) {
            assertThat(exchange(line, "Host: evil.example"))
                    .startsWith("HTTP/1.1 421")
                    .contains("Content-Type: application/problem+json")
                    .endsWith("{\"type\":\"about:blank\",\"title\":\"Not a host of this server\",\"status\":421,"
                            + "\"detail\":\"The Host header names another server. Expected localhost, a loopback"
                            + " address, or a name in http.allowed-hosts (MENTIONS_HTTP_ALLOWED_HOSTS). Use one of"
                            + " these, or add the name to the setting\",\"code\":\"misdirected\"}")
                    .doesNotContain("evil");
        }
        assertThat(front.publisher.posts).isEmpty();
    }

    @Test
    void shouldGoByEveryHostThatARequestNames() throws IOException {
        assertThat(exchange("POST /posts HTTP/1.0")).startsWith("HTTP/1.1 202");
        assertThat(exchange("POST /posts HTTP/1.1")).startsWith("HTTP/1.1 400");
        assertThat(exchange("POST /posts HTTP/1.1", "Host: localhost", "Host: evil.example"))
                .startsWith("HTTP/1.1 400");
        assertThat(exchange("POST http://localhost/posts HTTP/1.1", "Host: localhost"))
                .startsWith("HTTP/1.1 202");
        assertThat(exchange("POST http://evil.example/posts HTTP/1.1", "Host: evil.example"))
                .startsWith("HTTP/1.1 421");
        assertThat(exchange("POST http://evil.example/posts HTTP/1.1", "Host: localhost"))
                .startsWith("HTTP/1.1 4");
        assertThat(front.publisher.posts).hasSize(2);
    }

    @Test
    void shouldAnswerForTheHostsOfTheSetting() throws IOException {
        restart(Map.of("http.allowed-hosts", "posts.example, *.cluster.example"));

        assertThat(exchange("POST /posts HTTP/1.1", "Host: Posts.example:443")).startsWith("HTTP/1.1 202");
        assertThat(exchange("POST /posts HTTP/1.1", "Host: a.b.cluster.example"))
                .startsWith("HTTP/1.1 202");
        assertThat(exchange("POST /posts HTTP/1.1", "Host: cluster.example")).startsWith("HTTP/1.1 421");
        assertThat(exchange("POST /posts HTTP/1.1", "Host: xposts.example")).startsWith("HTTP/1.1 421");
    }

    @Test
    void shouldSayThatThereIsNothingOrNotWithThisMethod() {
        Answer nothing = front.send(front.request("/nothing").build());
        assertThat(nothing.status()).isEqualTo(404);
        assertThat(nothing.code()).isEqualTo("not-found");

        Answer method = front.send(front.request("/posts").DELETE().build());
        assertThat(method.status()).isEqualTo(405);
        assertThat(method.code()).isEqualTo("method-not-allowed");
        assertThat(method.header("Allow")).contains("POST");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldRefuseABodyThatIsTooLargeWhetherItSaysSoOrNot(boolean withLength) {
        byte[] body = ("{\"publication\":\"P\",\"content\":\"" + "x".repeat(5 * MIB) + "\"}").getBytes(UTF_8);

        Answer answer = front.send(front.request("/posts")
                .header("Content-Type", JSON)
                .POST(
                        withLength
                                ? BodyPublishers.ofByteArray(body)
                                : BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                .build());

        assertThat(answer.status()).isEqualTo(413);
    }

    @Test
    void shouldTakeABodyOfExactlyTheLimit() {
        String start = "{\"publication\":\"P\",\"content\":\"";
        String body = start + "x".repeat(5 * MIB - start.length() - 2) + "\"}";

        assertThat(front.posts(body).status()).isEqualTo(202);
        assertThat(front.posts(body + " ").status()).isEqualTo(413);
    }

    @ParameterizedTest
    @CsvSource({"/posts, 413", "/nothing, 404"})
    void shouldLetAClientThatSendsFiftyMegabytesFirstReadTheAnswer(String path, int status) throws IOException {
        int length = 50 * MIB;
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            sendHead(out, path, "Content-Length: " + length);
            byte[] chunk = new byte[MIB];
            for (int sent = 0; sent < length; sent += chunk.length) {
                out.write(chunk);
            }
            out.flush();

            assertThat(statusLine(socket)).startsWith("HTTP/1.1 " + status);
        }
    }

    @Test
    void shouldNotAskForABodyThatIsAnnouncedAsTooLarge() throws IOException {
        try (Socket socket = connect()) {
            sendHead(socket.getOutputStream(), "/posts", "Expect: 100-continue", "Content-Length: 52428800");

            assertThat(statusLine(socket)).startsWith("HTTP/1.1 413");
            // Nor does it wait for one.
            socket.setSoTimeout(5_000);
            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .endsWith("}");
        }
    }

    @Test
    void shouldGiveASlowBodyUp() throws IOException {
        restart(Map.of("http.body-timeout", "100ms", "http.idle-timeout", "2m"));
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            sendHead(out, "/posts", "Content-Length: 1000000");
            drip(out);

            assertThat(answer(socket)).startsWith("HTTP/1.1 408").contains("application/problem+json", "slow-body");
        }
    }

    @Test
    void shouldGiveASilentBodyUp() throws IOException {
        restart(Map.of("http.idle-timeout", "200ms"));
        try (Socket socket = connect()) {
            sendHead(socket.getOutputStream(), "/posts", "Content-Length: 100");
            socket.getOutputStream().write('{');

            assertThat(answer(socket)).startsWith("HTTP/1.1 408").contains("application/problem+json", "slow-body");
        }
    }

    @ParameterizedTest
    @CsvSource({"POST /posts HTTP/1.1|Host, 400", "GET / HTTP/7.3|Host: x, 505"})
    void shouldAnswerWhatIsNoRequestAsAProblem(String head, int status) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write((head.replace("|", "\r\n") + "\r\n\r\n").getBytes(US_ASCII));

            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .startsWith("HTTP/1.1 " + status)
                    .contains("Content-Type: application/problem+json", "\"status\":" + status)
                    .doesNotContainIgnoringCase("jetty");
        }
    }

    @ParameterizedTest
    @CsvSource({"UNAVAILABLE, 503, broker-away", "UNKNOWN, 504, no-acknowledgement", "TOO_LARGE, 413, too-large"})
    void shouldSayWhatBecameOfAPostThatWasNotStored(PublishOutcome outcome, int status, String code) {
        front.publisher.outcome = FakePublisher.always(outcome);

        Answer answer = front.posts(POST);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.header("Retry-After")).isEqualTo(status == 503 ? "1" : "");
    }

    @Test
    void shouldAnswer503AtOnceWhileTheBrokerIsAway() {
        front.brokerReachable.set(false);

        Answer answer = front.posts(POST);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("broker-away");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(front.publisher.posts).isEmpty();
    }

    @Test
    void shouldAnswer503AtTheBoundOnPostsUnderWayAndTakeMoreLater() {
        restart(Map.of("limits.in-flight-posts", "1"));
        CompletableFuture<PublishOutcome> first = new CompletableFuture<>();
        front.publisher.outcome = post -> first;
        CompletableFuture<Answer> waiting = front.sendAsync(front.post("/posts", JSON, POST));
        await().until(() -> !front.publisher.posts.isEmpty());

        Answer answer = front.posts(POST);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("busy");

        first.complete(PublishOutcome.STORED);
        assertThat(waiting.join().status()).isEqualTo(202);
        assertThat(front.posts(POST).status()).isEqualTo(202);
    }

    @Test
    void shouldAnswer503AtTheBoundOnBytesUnderWay() {
        restart(Map.of("limits.body-bytes", "1048576", "limits.in-flight-bytes", "1500000"));
        CompletableFuture<PublishOutcome> first = new CompletableFuture<>();
        front.publisher.outcome = post -> first;
        String large = POST.replace("Text.", "x".repeat(1_000_000));
        CompletableFuture<Answer> waiting = front.sendAsync(front.post("/posts", JSON, large));
        await().until(() -> !front.publisher.posts.isEmpty());

        assertThat(front.posts(large).code()).isEqualTo("busy");

        first.complete(PublishOutcome.STORED);
        assertThat(waiting.join().status()).isEqualTo(202);
        assertThat(front.posts(large).status()).isEqualTo(202);
    }

    @Test
    void shouldFinishWhatItTookAndTakeNothingMoreWhileItDrains() throws Exception {
        CompletableFuture<PublishOutcome> outcome = new CompletableFuture<>();
        front.publisher.outcome = post -> outcome;
        CompletableFuture<Answer> waiting = front.sendAsync(front.post("/posts", JSON, POST));
        await().until(() -> !front.publisher.posts.isEmpty());

        CompletableFuture<Boolean> drained = CompletableFuture.supplyAsync(() -> {
            try {
                return front.front.drain();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        await().until(front.front::draining);
        Answer refused = front.posts(POST);
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.code()).isEqualTo("draining");
        assertThat(refused.header("Connection")).isEqualTo("close");
        assertThat(drained).isNotDone();

        outcome.complete(PublishOutcome.STORED);
        assertThat(drained.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(waiting.join().status()).isEqualTo(202);
    }

    @Test
    void shouldKeepItsFaultsToItself() {
        front.publisher.outcome = post -> {
            throw new IllegalStateException("secret " + post.content());
        };

        Answer answer = front.posts(POST);

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.response().body()).doesNotContain("secret", "Text", "Exception", "at dev.");
    }

    @Test
    void shouldServeItsDescriptionAndAPageThatLoadsNothingFromElsewhere() {
        assertThat(front.send(front.request("/openapi.json").build())
                        .json()
                        .path("openapi")
                        .asText())
                .startsWith("3.");
        Answer page = front.send(front.request("/docs").build());
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.response().body()).contains("<form").doesNotContain("://");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/x-ndjson"})
    void shouldNeverAnswerABrokenBodyAsASuccess(String type) throws IOException {
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /posts HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nContent-Type: " + type)
                    .getBytes(US_ASCII));
            out.write("\r\n\r\n4\r\n    \r\nno chunk\r\n".getBytes(US_ASCII));

            assertThat(statusLine(socket)).startsWith("HTTP/1.1 400");
        }
        assertThat(front.publisher.posts).isEmpty();
    }

    /** Sends a post under that head, and returns all that comes back. */
    private String exchange(String... head) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream()
                    .write((String.join("\r\n", head) + "\r\nConnection: close\r\nContent-Type: application/json"
                                    + "\r\nContent-Length: " + POST.length() + "\r\n\r\n" + POST)
                            .getBytes(US_ASCII));
            return answer(socket);
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), front.front.port());
        socket.setSoTimeout(30_000);
        return socket;
    }

    private static void sendHead(OutputStream out, String path, String... headers) throws IOException {
        List<String> lines = new ArrayList<>(
                List.of("POST " + path + " HTTP/1.1", "Host: localhost", "Content-Type: application/json"));
        lines.addAll(List.of(headers));
        out.write((String.join("\r\n", lines) + "\r\n\r\n").getBytes(US_ASCII));
    }

    private static String answer(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }

    private static String statusLine(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != -1 && c != '\r'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString();
    }

    /** Sends a byte now and then, as a client does that wants to hold a thread. */
    private static void drip(OutputStream out) {
        AtomicInteger drops = new AtomicInteger();
        await().pollInterval(20, TimeUnit.MILLISECONDS).until(() -> {
            out.write(' ');
            return drops.incrementAndGet() > 20;
        });
    }
}

package dev.mentions.cli.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.mentions.cli.archive.Position;
import dev.mentions.cli.archive.Row;
import dev.mentions.cli.archive.RowSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UploaderTest {

    private static final UploadSettings ONE_LANE = new UploadSettings(1, 0, Long.MAX_VALUE, Duration.ofSeconds(20));

    /** Answers in the order they are given; when there are none left, each line is judged. */
    private final Queue<Response> responses = new ConcurrentLinkedQueue<>();

    /** Returns why a line is refused, or null when it is not. */
    private volatile Function<String, @Nullable String> judging = line -> null;

    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final List<String> told = new CopyOnWriteArrayList<>();

    private HttpServer server;

    private record Response(int status, String body) {}

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/posts", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            Response response =
                    Optional.ofNullable(responses.poll()).orElseGet(() -> judged(bodies.get(bodies.size() - 1)));
            byte[] body = response.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(response.status(), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private Response judged(String body) {
        List<String> lines = body.lines().toList();
        List<String> errors = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String reason = judging.apply(lines.get(i));
            if (reason != null) {
                errors.add("{\"line\":%d,\"status\":422,\"detail\":\"%s\"}".formatted(i + 1, reason));
            }
        }
        return new Response(
                errors.isEmpty() ? 202 : 207,
                "{\"refused\":%d,\"errors\":[%s]}".formatted(errors.size(), String.join(",", errors)));
    }

    @Test
    void shouldSendEveryRowInOrder() throws Exception {
        UploadReport report = uploader(ONE_LANE).upload(rows(200));

        assertThat(report).isEqualTo(new UploadReport(200, 0));
        assertThat(String.join("", bodies).lines())
                .containsExactlyElementsOf(
                        IntStream.range(0, 200).mapToObj(UploaderTest::json).toList());
    }

    @Test
    void shouldSendTheSameBatchAgainWhenTheProducerIsAway() throws Exception {
        responses.add(new Response(503, ""));
        responses.add(new Response(500, ""));

        assertThat(uploader(ONE_LANE).upload(rows(1))).isEqualTo(new UploadReport(1, 0));
        assertThat(bodies).containsOnly(json(0) + "\n").hasSize(3);
        assertThat(told).containsExactly("waiting: " + posts() + " answers 503");
    }

    @Test
    void shouldTellWhatIsRefusedAndWhy() throws Exception {
        judging = line -> line.equals(json(1)) ? "content is blank" : null;
        List<Row> rows = new ArrayList<>(List.of(row(0), row(1), row(2)));
        rows.add(new Row.Broken(new Position(Path.of("f"), 9), "no row"));

        assertThat(uploader(ONE_LANE).upload(source(rows))).isEqualTo(new UploadReport(2, 2));
        assertThat(told).containsExactlyInAnyOrder("refused f:9: no row", "refused f:2: content is blank");
    }

    @Test
    void shouldNotTakeAnAnswerThatDoesNotFitTheBatchForAcceptance() throws Exception {
        responses.add(new Response(207, "{\"accepted\":0,\"refused\":1,\"errors\":[]}"));
        responses.add(new Response(207, "not JSON"));

        assertThat(uploader(ONE_LANE).upload(rows(1))).isEqualTo(new UploadReport(1, 0));
        assertThat(bodies).hasSize(3);
    }

    @Test
    void shouldSayThatAKeyIsWanted() {
        responses.add(new Response(401, ""));

        assertThatThrownBy(() -> uploader(ONE_LANE).upload(rows(1)))
                .isInstanceOf(UploadException.class)
                .hasMessageContaining("MENTIONS_API_KEY");
    }

    @Test
    void shouldGiveUpWhenNothingIsAcceptedForTooLong() {
        server.stop(0);
        UploadSettings hurried = new UploadSettings(2, 0, Long.MAX_VALUE, Duration.ofMillis(300));

        assertThatThrownBy(() -> uploader(hurried).upload(rows(10_000)))
                .isInstanceOf(UploadException.class)
                .hasMessageContaining("Run the same command again later");
    }

    @Test
    void shouldKeepRowsOfOneIdInOrderOverSeveralLanes() throws Exception {
        List<Row> rows = IntStream.range(0, 400)
                .<Row>mapToObj(i -> new Row.Json(
                        new Position(Path.of("f"), i + 1L),
                        ("{\"id\":" + i % 7 + ",\"version\":" + i + "}").getBytes(StandardCharsets.UTF_8)))
                .toList();

        uploader(new UploadSettings(4, 0, Long.MAX_VALUE, Duration.ofSeconds(20)))
                .upload(source(rows));

        for (int id = 0; id < 7; id++) {
            String prefix = "{\"id\":" + id + ",\"version\":";
            List<Integer> versions = String.join("", bodies)
                    .lines()
                    .filter(line -> line.startsWith(prefix))
                    .map(line -> Integer.valueOf(line.substring(prefix.length(), line.length() - 1)))
                    .toList();
            assertThat(versions).isSorted().hasSizeGreaterThan(50);
        }
    }

    @Test
    void shouldStopAtTheLimit() throws Exception {
        UploadSettings ten = new UploadSettings(2, 0, 10, Duration.ofSeconds(20));

        assertThat(uploader(ten).upload(rows(100))).isEqualTo(new UploadReport(10, 0));
    }

    private URI posts() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/posts");
    }

    private Uploader uploader(UploadSettings settings) {
        UploadListener listener = new UploadListener() {
            @Override
            public void accepted(int posts) {
                // The report counts them.
            }

            @Override
            public void refused(Position position, String reason) {
                told.add("refused " + position + ": " + reason);
            }

            @Override
            public void waiting(String reason) {
                told.add("waiting: " + reason);
            }
        };
        return new Uploader(
                new PostClient(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort()), null),
                settings,
                listener);
    }

    private static RowSource rows(int count) {
        return source(IntStream.range(0, count).<Row>mapToObj(UploaderTest::row).toList());
    }

    private static Row row(int id) {
        return new Row.Json(new Position(Path.of("f"), id + 1L), json(id).getBytes(StandardCharsets.UTF_8));
    }

    private static String json(int id) {
        return "{\"id\":" + id + "}";
    }

    private static RowSource source(List<Row> rows) {
        var iterator = rows.iterator();
        return () -> iterator.hasNext() ? iterator.next() : null;
    }
}

package dev.mentions.dashboard.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page and what it is made of. */
class StaticFilesIT {

    private TestDashboard dashboard;

    @BeforeEach
    void start() throws Exception {
        dashboard = TestDashboard.start();
    }

    @AfterEach
    void stop() throws Exception {
        dashboard.close();
    }

    @Test
    void shouldServeThePageUnderAPolicyWithoutOtherHosts() throws Exception {
        HttpResponse<String> page = dashboard.get("/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=utf-8");
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .contains("default-src 'self'", "object-src 'none'", "base-uri 'none'")
                        .doesNotContain("unsafe", "http"));
        assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }

    @Test
    void shouldSayThatThePageHasNotChanged() throws Exception {
        String tag = dashboard.get("/").headers().firstValue("ETag").orElseThrow();

        HttpResponse<String> again = dashboard.get("/", "If-None-Match", tag);

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void shouldServeLibrariesForGood() throws Exception {
        for (String file :
                new String[] {"picocss__pico/2.1.1/css/pico.min.css", "chart.js/4.5.1/dist/chart.umd.min.js"}) {
            HttpResponse<String> library = dashboard.get("/webjars/" + file);

            assertThat(library.statusCode()).as(file).isEqualTo(200);
            assertThat(library.headers().firstValue("Cache-Control"))
                    .hasValueSatisfying(value -> assertThat(value).contains("immutable"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/none.js",
                "/assets/%2e%2e/index.html",
                "/assets/..%2findex.html",
                "/webjars/%2e%2e/%2e%2e/%2e%2e/dev/mentions/dashboard/web/index.html",
                "/webjars/..%5c..%5cMANIFEST.MF",
                "/webjars/",
                "/none"
            })
    void shouldServeNothingElse(String path) throws Exception {
        HttpResponse<String> answer = dashboard.get(path);

        assertThat(answer.statusCode()).isBetween(400, 404);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/publications", "/events", "/status", "/assets/none.js", "/none"})
    void shouldAnswerForItsOwnHostOnly(String path) throws Exception {
        assertThat(raw(path, "evil.example", 10_000))
                .startsWith("HTTP/1.1 421")
                .contains("Content-Type: application/problem+json", "\"code\":\"misdirected\"", "http.allowed-hosts");
        assertThat(raw(path, "LocalHost:1", 12)).isIn("HTTP/1.1 200", "HTTP/1.1 404");
    }

    /** Returns the first bytes of an answer; that of an event stream has no end. */
    private String raw(String path, String host, int bytes) throws IOException {
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), dashboard.address("/").getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(UTF_8));
            return new String(socket.getInputStream().readNBytes(bytes), UTF_8);
        }
    }
}

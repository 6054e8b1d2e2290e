package dev.mentions.producer.http;

import static dev.mentions.producer.http.TestFront.POST;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import dev.mentions.embedded.tls.SelfSignedKeyStore;
import dev.mentions.producer.LogCapture;
import dev.mentions.producer.config.TlsSection;
import dev.mentions.service.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTest {

    private static final String PASSWORD = "of-the-store";
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    /** The machine may be busy with other things. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    private static Path stores;

    private static SelfSignedKeyStore first;
    private static SelfSignedKeyStore second;

    @TempDir
    private Path directory;

    @BeforeAll
    static void make() throws Exception {
        first = SelfSignedKeyStore.create(stores.resolve("first.p12"), PASSWORD);
        second = SelfSignedKeyStore.create(stores.resolve("second.p12"), PASSWORD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void shouldTakePostsUnderTls(String protocol) throws Exception {
        try (TestFront front = start("30s")) {
            HttpResponse<String> answer = post(front, first, protocol);

            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo(protocol);
        }
    }

    @Test
    void shouldShowItsOwnCertificateOnly() throws Exception {
        try (TestFront front = start("30s")) {
            assertThatThrownBy(() -> post(front, second, "TLSv1.3")).isInstanceOf(SSLHandshakeException.class);
        }
    }

    @Test
    void shouldTakeNothingInPlainText() throws Exception {
        try (TestFront front = start("30s");
                Socket socket = new Socket(InetAddress.getByAddress(LOOPBACK), front.front.port())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write("GET /docs HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));

            assertThat(new String(socket.getInputStream().readAllBytes(), US_ASCII))
                    .doesNotContain("HTTP/1.1 200");
        }
    }

    @Test
    void shouldGiveAHandshakeUpThatComesInDrops() throws Exception {
        try (TestFront front = start("500ms");
                Socket socket = new Socket(InetAddress.getByAddress(LOOPBACK), front.front.port())) {
            // The beginning of a client's hello of 16 KiB, which would take half an hour.
            socket.getOutputStream().write(new byte[] {22, 3, 1, 0x40, 0, 1, 0, 0x3f, (byte) 0xfc, 3, 3});

            await().atMost(LIMIT).until(() -> {
                try {
                    socket.getOutputStream().write(0);
                    return false;
                } catch (IOException e) {
                    return true;
                }
            });
        }
    }

    @Test
    void shouldTakeOverANewCertificateAndKeepTheOldOneUntilItIsGood() throws Exception {
        Path file = Files.copy(first.file(), directory.resolve("keystore.p12"));
        try (LogCapture log = new LogCapture(Level.INFO, Level.WARN);
                TlsServer server = new TlsServer(file)) {
            assertThat(server.certificate()).isEqualTo(certificate(first));

            Files.writeString(file, "half of a store");
            await().atMost(LIMIT).until(() -> log.text().contains("stays as it was"));
            assertThat(server.certificate()).isEqualTo(certificate(first));

            Files.copy(second.file(), file, StandardCopyOption.REPLACE_EXISTING);
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(server.certificate()).isEqualTo(certificate(second)));
            assertThat(log.text()).doesNotContain(PASSWORD);
        }
    }

    /** As a Kubernetes secret is renewed: the file is a link to a link, and only the second one changes. */
    @Test
    void shouldTakeOverANewCertificateBehindALink() throws Exception {
        Path old = Files.createDirectory(directory.resolve("old"));
        Path renewed = Files.createDirectory(directory.resolve("renewed"));
        Files.copy(first.file(), old.resolve("keystore.p12"));
        Files.copy(second.file(), renewed.resolve("keystore.p12"));
        Path data = Files.createSymbolicLink(directory.resolve("..data"), old);
        Path file = Files.createSymbolicLink(directory.resolve("keystore.p12"), data.resolve("keystore.p12"));
        try (TlsServer server = new TlsServer(file)) {
            assertThat(server.certificate()).isEqualTo(certificate(first));

            Path next = Files.createSymbolicLink(directory.resolve("..next"), renewed);
            Files.move(next, data, StandardCopyOption.ATOMIC_MOVE);

            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(server.certificate()).isEqualTo(certificate(second)));
        }
    }

    private static TestFront start(String idleTimeout) {
        return new TestFront(Map.of(
                "http.tls.keystore.file",
                first.file().toString(),
                "http.tls.keystore.password",
                PASSWORD,
                "http.idle-timeout",
                idleTimeout));
    }

    private static HttpResponse<String> post(TestFront front, SelfSignedKeyStore trusted, String protocol)
            throws Exception {
        SSLParameters parameters = new SSLParameters();
        parameters.setProtocols(new String[] {protocol});
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(trusting(trusted))
                .sslParameters(parameters)
                .build();
        return client.send(
                HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + front.front.port() + "/posts"))
                        .header("Content-Type", TestFront.JSON)
                        .timeout(Duration.ofSeconds(30))
                        .POST(BodyPublishers.ofString(POST))
                        .build(),
                BodyHandlers.ofString());
    }

    private static KeyStore load(SelfSignedKeyStore store) throws GeneralSecurityException, IOException {
        return KeyStore.getInstance(store.file().toFile(), store.password().toCharArray());
    }

    private static Certificate certificate(SelfSignedKeyStore store) throws GeneralSecurityException, IOException {
        KeyStore loaded = load(store);
        return loaded.getCertificate(loaded.aliases().nextElement());
    }

    private static SSLContext trusting(SelfSignedKeyStore... stores) throws GeneralSecurityException, IOException {
        KeyStore all = KeyStore.getInstance("PKCS12");
        all.load(null, null);
        for (SelfSignedKeyStore store : stores) {
            all.setCertificateEntry(store.file().toString(), certificate(store));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(all);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    /** A server that looks at its key store twenty times a second. */
    private static final class TlsServer implements AutoCloseable {

        private final Server server = new Server();
        private final ServerConnector connector;

        TlsServer(Path file) throws Exception {
            TlsCertificates certificates = new TlsCertificates(new TlsSection(file, new Secret(PASSWORD)), 50);
            server.addBean(certificates);
            connector = new ServerConnector(
                    server, new SslConnectionFactory(certificates.factory(), "http/1.1"), new HttpConnectionFactory());
            connector.setHost("127.0.0.1");
            server.addConnector(connector);
            server.start();
        }

        Certificate certificate() throws GeneralSecurityException, IOException {
            try (SSLSocket socket = (SSLSocket) trusting(first, second)
                    .getSocketFactory()
                    .createSocket(InetAddress.getByAddress(LOOPBACK), connector.getLocalPort())) {
                socket.setSoTimeout(30_000);
                return socket.getSession().getPeerCertificates()[0];
            }
        }

        @Override
        public void close() throws Exception {
            server.stop();
        }
    }
}

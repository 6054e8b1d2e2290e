package dev.mentions.producer.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import dev.mentions.embedded.tls.SelfSignedKeyStore;
import dev.mentions.producer.LogCapture;
import dev.mentions.producer.config.ProducerConfig;
import dev.mentions.service.Settings;
import dev.mentions.service.Telemetry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing that opens a door is shown, at the finest log level that can be set, of us and of every library. */
class SecretsInLogsTest {

    private static final String RIGHT_KEY = "RightKey-7531";
    private static final String WRONG_KEY = "WrongKey-8642";
    private static final String STORE_PASSWORD = "StorePassword-9753";
    private static final String KAFKA_PASSWORD = "KafkaPassword-1357";

    private static final String POST = "{\"publication\":\"P\",\"content\":\"C\"}";

    @TempDir
    private Path directory;

    private final Map<String, String> settings = new HashMap<>();
    private int port;

    @BeforeEach
    void secure() throws Exception {
        SelfSignedKeyStore store = SelfSignedKeyStore.create(directory.resolve("store.p12"), STORE_PASSWORD);
        try (ServerSocket free = new ServerSocket(0, 1, loopback())) {
            port = free.getLocalPort();
        }
        settings.put("http.port", Integer.toString(port));
        settings.put(
                "api-keys",
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(RIGHT_KEY.getBytes(UTF_8))));
        // Nobody listens there.
        settings.put("kafka.bootstrap.servers", "127.0.0.1:1");
        settings.put("kafka.security.protocol", "SASL_SSL");
        settings.put("kafka.sasl.mechanism", "PLAIN");
        settings.put(
                "kafka.sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"u\" password=\""
                        + KAFKA_PASSWORD + "\";");
        settings.put("kafka.ssl.truststore.location", store.file().toString());
        settings.put("kafka.ssl.truststore.password", STORE_PASSWORD);
        settings.put("kafka.ssl.keystore.location", store.file().toString());
        settings.put("kafka.ssl.keystore.password", STORE_PASSWORD);
        settings.put("kafka.ssl.key.password", STORE_PASSWORD);
    }

    @Test
    void shouldShowNoKeyAndNoPassword() throws Exception {
        ProducerConfig config = ProducerConfig.from(new Settings(settings, Map.of()));
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        StringBuilder shown = new StringBuilder(config.toString());
        try (LogCapture log = new LogCapture(Level.TRACE, Level.TRACE)) {
            try (ProducerService service = new ProducerService(config, Telemetry.untraced(registry))) {
                Thread starting = start(service);
                for (String key : List.of(RIGHT_KEY, WRONG_KEY)) {
                    for (String header : List.of(
                            "Authorization: Bearer " + key,
                            "Authorization: Basic " + key,
                            "X-API-Key: " + key,
                            "access_token: " + key,
                            "X-API-Key " + key,
                            "X-API-Key: \0" + key)) {
                        shown.append(send(header, "application/json"));
                        shown.append(send(header, "application/x-ndjson"));
                    }
                }
                shown.append(service.health());
                starting.interrupt();
                starting.join();
            }
            shown.append(registry.getMetersAsString());
            // Both are there: what libraries tell at the finest level, and the clients' settings.
            assertThat(log.text().contains("TRACE org.apache.kafka")).isTrue();
            assertThat(log.text().contains("ProducerConfig values")).isTrue();
            shown.append(log.text());
        }

        for (int status : new int[] {400, 401, 503}) {
            assertThat(shown.indexOf("HTTP/1.1 " + status))
                    .as("answered %s", status)
                    .isNotNegative();
        }
        for (String secret : List.of(RIGHT_KEY, WRONG_KEY, STORE_PASSWORD, KAFKA_PASSWORD)) {
            assertThat(shown.indexOf(secret)).as(secret).isNegative();
            // As a list of numbers, which is how an array of bytes is printed.
            String numbers = Arrays.toString(secret.getBytes(UTF_8));
            assertThat(shown.indexOf(numbers.substring(1, numbers.length() - 1)))
                    .as(secret)
                    .isNegative();
        }
    }

    /** Starts it as far as that goes without a broker; it would wait for one before it returns. */
    private Thread start(ProducerService service) {
        Thread starting = new Thread(() -> {
            try {
                service.start();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        starting.start();
        await().atMost(Duration.ofSeconds(60)).until(this::isListening);
        return starting;
    }

    private boolean isListening() {
        try (Socket socket = new Socket(loopback(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static InetAddress loopback() throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }

    private String send(String header, String type) throws IOException {
        try (Socket socket = new Socket(loopback(), port)) {
            socket.setSoTimeout(30_000);
            OutputStream out = socket.getOutputStream();
            out.write(("POST /posts HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: " + type + "\r\n"
                            + header + "\r\nContent-Length: " + POST.length() + "\r\n\r\n" + POST)
                    .getBytes(ISO_8859_1));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), ISO_8859_1);
        }
    }
}

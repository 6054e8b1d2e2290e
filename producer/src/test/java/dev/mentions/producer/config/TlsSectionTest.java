package dev.mentions.producer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mentions.embedded.tls.SelfSignedKeyStore;
import dev.mentions.service.Settings;
import dev.mentions.service.SettingsException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsSectionTest {

    private static final String PASSWORD = "of-the-store";
    private static final String HASH = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";

    @TempDir
    private static Path directory;

    private static Path store;

    @BeforeAll
    static void make() throws Exception {
        store = SelfSignedKeyStore.create(directory.resolve("keystore.p12"), PASSWORD)
                .file();
    }

    @Test
    void shouldTakeThePasswordInPlaceOrFromAFile() throws Exception {
        Path password = Files.writeString(directory.resolve("password"), PASSWORD + "\n");

        assertThat(from(Map.of("http.tls.keystore.file", store.toString(), "http.tls.keystore.password", PASSWORD)))
                .isEqualTo(from(Map.of(
                        "http.tls.keystore.file",
                        store.toString(),
                        "http.tls.keystore.password.file",
                        password.toString())));
    }

    @Test
    void shouldSayWhatIsWrongAndNotThePassword() throws Exception {
        Path empty = directory.resolve("empty.p12");
        KeyStore nothing = KeyStore.getInstance("PKCS12");
        nothing.load(null, null);
        try (OutputStream out = Files.newOutputStream(empty)) {
            nothing.store(out, PASSWORD.toCharArray());
        }

        assertRefused(directory.resolve("none.p12"), PASSWORD, "is it there");
        assertRefused(store, "not-the-password", "the password right");
        assertRefused(Files.writeString(directory.resolve("text.p12"), "text"), PASSWORD, "of that format");
        assertRefused(empty, PASSWORD, "no private key");
    }

    private static void assertRefused(Path file, String password, String hint) {
        assertThatThrownBy(() ->
                        from(Map.of("http.tls.keystore.file", file.toString(), "http.tls.keystore.password", password)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("http.tls.keystore.file (MENTIONS_HTTP_TLS_KEYSTORE_FILE)")
                .hasMessageContaining(file.toString())
                .hasMessageContaining(hint)
                .hasMessageNotContaining(password)
                .hasNoCause();
    }

    @Test
    void shouldAskForTheOtherOfTwoKeys() {
        assertThatThrownBy(() -> from(Map.of("http.tls.keystore.file", store.toString())))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("http.tls.keystore.password (MENTIONS_HTTP_TLS_KEYSTORE_PASSWORD) is not");
        assertThatThrownBy(() -> from(Map.of("http.tls.keystore.password", PASSWORD)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("http.tls.keystore.file (MENTIONS_HTTP_TLS_KEYSTORE_FILE) is not");
    }

    @Test
    void shouldKnowWhetherKeysAreReadableOnTheirWay() {
        Map<String, String> others = Map.of("http.host", "0.0.0.0", "api-keys", HASH);
        Map<String, String> tls = Map.of(
                "http.host",
                "0.0.0.0",
                "api-keys",
                HASH,
                "http.tls.keystore.file",
                store.toString(),
                "http.tls.keystore.password",
                PASSWORD);

        assertThat(from(Map.of()).isReadableOnTheWay()).isFalse();
        assertThat(from(others).isReadableOnTheWay()).isTrue();
        assertThat(from(tls).isReadableOnTheWay()).isFalse();
    }

    private static ProducerConfig from(Map<String, String> file) {
        return ProducerConfig.from(new Settings(file, Map.of()));
    }
}

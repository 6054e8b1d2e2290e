package dev.mentions.producer.config;

import static java.util.Objects.requireNonNull;

import dev.mentions.service.Secret;
import dev.mentions.service.Settings;
import dev.mentions.service.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;
import java.util.Optional;

/**
 * The certificate and private key that posts are taken under.
 *
 * @param file a PKCS12 key store
 * @param password of the store and of the key in it
 */
public record TlsSection(Path file, Secret password) {

    private static final String FILE = "http.tls.keystore.file";
    private static final String PASSWORD = "http.tls.keystore.password";

    public TlsSection {
        requireNonNull(file, "file");
        requireNonNull(password, "password");
    }

    /** Reads the keys and looks into the store once, so that a wrong one is told at start. */
    static Optional<TlsSection> from(Settings settings) {
        Optional<Path> file = settings.find(FILE).map(Path::of);
        Optional<Secret> password = settings.secret(PASSWORD);
        if (file.isPresent() != password.isPresent()) {
            throw new SettingsException((file.isPresent() ? FILE : PASSWORD) + " is set and "
                    + where(file.isPresent() ? PASSWORD : FILE) + " is not; TLS needs both");
        }
        Optional<TlsSection> tls = file.map(path -> new TlsSection(path, password.get()));
        tls.ifPresent(TlsSection::load);
        return tls;
    }

    /**
     * Reads the store as it is now.
     *
     * @throws SettingsException when it cannot be read or has no private key with a certificate
     */
    public KeyStore load() {
        char[] secret = password.value().toCharArray();
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            try (var in = Files.newInputStream(file)) {
                store.load(in, secret);
            }
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias) && store.getKey(alias, secret) != null) {
                    return store;
                }
            }
            throw new SettingsException(where(FILE) + ": " + file + " has no private key in it;"
                    + " docs/CONFIG.md shows how to make one of PEM files");
        } catch (IOException | GeneralSecurityException e) {
            // Not the text of the error: which of the two is wrong it does not tell either.
            throw new SettingsException(where(FILE) + ": cannot read " + file + " as a PKCS12 key store with "
                    + where(PASSWORD) + "; is it there, of that format, and the password right?");
        }
    }

    private static String where(String key) {
        return key + " (" + Settings.variable(key) + ")";
    }
}

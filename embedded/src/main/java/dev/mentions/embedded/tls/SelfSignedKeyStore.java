package dev.mentions.embedded.tls;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A PKCS12 key store with a new private key and a certificate that it signs itself, for this machine's loopback
 * address: what a server shows, and, as a trust store, what its clients trust.
 *
 * @param file the store
 * @param password of the store and of the key
 */
public record SelfSignedKeyStore(Path file, String password) {

    private static final long LIMIT_SECONDS = 60;

    public SelfSignedKeyStore {
        requireNonNull(file, "file");
        requireNonNull(password, "password");
    }

    /**
     * Makes one with the JDK's own tool, which no public interface of the JDK can replace.
     *
     * @param file must not be there yet
     * @param password of six characters or more
     */
    public static SelfSignedKeyStore create(Path file, String password) throws IOException, InterruptedException {
        Path output = Files.createTempFile("keytool", ".log");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "mentions",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=ip:127.0.0.1,dns:localhost",
                        "-validity",
                        "7",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        password)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!keytool.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
                throw new IOException("keytool made no key store: " + Files.readString(output));
            }
        } finally {
            keytool.destroyForcibly();
            Files.delete(output);
        }
        return new SelfSignedKeyStore(file, password);
    }

    /** Hides the password. */
    @Override
    public String toString() {
        return "SelfSignedKeyStore[file=" + file + "]";
    }
}

package dev.mentions.embedded.kafka;

import static java.util.Objects.requireNonNull;

import dev.mentions.embedded.tls.SelfSignedKeyStore;
import java.util.Map;

/**
 * How a broker is kept from strangers: TLS, and one user with a password (SASL PLAIN).
 *
 * @param store what the broker shows and its clients trust
 * @param user letters and digits
 * @param password letters, digits and hyphens
 */
public record SaslSsl(SelfSignedKeyStore store, String user, String password) {

    private static final String LOGIN = "org.apache.kafka.common.security.plain.PlainLoginModule required";

    public SaslSsl {
        requireNonNull(store, "store");
        requireNonNull(user, "user");
        requireNonNull(password, "password");
    }

    /** Returns the settings a client needs, as Kafka calls them, beside {@code bootstrap.servers}. */
    public Map<String, String> clientSettings() {
        return Map.of(
                "security.protocol",
                "SASL_SSL",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                LOGIN + " username=\"" + user + "\" password=\"" + password + "\";",
                "ssl.truststore.location",
                store.file().toString(),
                "ssl.truststore.type",
                "PKCS12",
                "ssl.truststore.password",
                store.password());
    }

    /** Returns what the broker needs beside its own settings. It is a client of itself, as the same user. */
    Map<String, String> brokerSettings() {
        String store = this.store.file().toString();
        String storePassword = this.store.password();
        return Map.ofEntries(
                Map.entry(
                        "listener.security.protocol.map",
                        "CLIENT:SASL_SSL," + NodeSettings.CONTROLLER_LISTENER + ":PLAINTEXT"),
                Map.entry("sasl.enabled.mechanisms", "PLAIN"),
                Map.entry("sasl.mechanism.inter.broker.protocol", "PLAIN"),
                Map.entry(
                        "listener.name.client.plain.sasl.jaas.config",
                        LOGIN + " username=\"" + user + "\" password=\"" + password + "\" user_" + user + "=\""
                                + password + "\";"),
                Map.entry("ssl.keystore.location", store),
                Map.entry("ssl.keystore.type", "PKCS12"),
                Map.entry("ssl.keystore.password", storePassword),
                Map.entry("ssl.key.password", storePassword),
                Map.entry("ssl.truststore.location", store),
                Map.entry("ssl.truststore.type", "PKCS12"),
                Map.entry("ssl.truststore.password", storePassword));
    }

    /** Hides the password. */
    @Override
    public String toString() {
        return "SaslSsl[user=" + user + "]";
    }
}

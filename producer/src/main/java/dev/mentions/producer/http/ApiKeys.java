package dev.mentions.producer.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mentions.producer.config.ApiKeyHash;
import jakarta.servlet.http.HttpServletRequest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Who may send posts. Safe for use by several threads. */
final class ApiKeys {

    private static final String BEARER = "bearer ";

    private final List<byte[]> digests;

    /**
     * @param hashes of the keys that are accepted; none accepts everybody
     */
    ApiKeys(List<ApiKeyHash> hashes) {
        this.digests = hashes.stream().map(ApiKeyHash::digest).toList();
    }

    /** Tells whether a request carries a key that is accepted. */
    boolean accept(HttpServletRequest request) {
        return digests.isEmpty() || accept(presented(request));
    }

    private boolean accept(@Nullable String key) {
        if (key == null) {
            return false;
        }
        byte[] digest = sha256(key);
        boolean accepted = false;
        for (byte[] known : digests) {
            // All are compared, each in constant time, so that the time taken says nothing about which was near.
            accepted |= MessageDigest.isEqual(known, digest);
        }
        return accepted;
    }

    private static @Nullable String presented(HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        if (authorization != null && authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            return authorization.substring(BEARER.length()).strip();
        }
        String key = request.getHeader("X-API-Key");
        return key != null ? key : request.getHeader("access_token");
    }

    private static byte[] sha256(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}

package dev.mentions.producer.config;

import dev.mentions.service.SettingsException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The SHA-256 of an API key: what is kept of it. */
public final class ApiKeyHash {

    private static final Pattern SEPARATOR = Pattern.compile("[,\\s]+");
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    private final byte[] digest;

    private ApiKeyHash(byte[] digest) {
        this.digest = digest;
    }

    /**
     * Reads hashes in hexadecimal, between commas or white space.
     *
     * @throws SettingsException when one is no SHA-256; it is not repeated, because it may be a key in clear
     */
    static List<ApiKeyHash> parse(String text) {
        return Arrays.stream(SEPARATOR.split(text))
                .filter(part -> !part.isEmpty())
                .map(part -> part.toLowerCase(Locale.ROOT))
                .map(part -> {
                    if (!SHA_256.matcher(part).matches()) {
                        throw new SettingsException("api-keys holds something that is not a SHA-256 in hexadecimal;"
                                + " docs/CONFIG.md shows how to make one of a key");
                    }
                    return new ApiKeyHash(HexFormat.of().parseHex(part));
                })
                .toList();
    }

    /** Returns a copy of the hash, 32 bytes. */
    public byte[] digest() {
        return digest.clone();
    }
}

package dev.mentions.service;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether JSON is in UTF-8, as it has to be between systems (RFC 8259, section 8.1). Parsers are laxer: Jackson also
 * reads UTF-16 and UTF-32, forms of UTF-8 that are longer than need be, and surrogates.
 */
public final class JsonEncoding {

    private static final int CHUNK = 8 * 1024;

    private static final int FE = 0xFE;
    private static final int FF = 0xFF;

    private JsonEncoding() {}

    /**
     * Returns the media type that a {@code Content-Type} names, in lower case; empty when there is none, or with another
     * charset than UTF-8.
     */
    public static String mediaType(@Nullable String contentType) {
        String[] parts = contentType == null ? new String[0] : contentType.split(";");
        boolean utf8 = Arrays.stream(parts).skip(1).map(String::strip).allMatch(JsonEncoding::isNoOtherCharset);
        return utf8 && parts.length > 0 ? parts[0].strip().toLowerCase(Locale.ROOT) : "";
    }

    private static boolean isNoOtherCharset(String parameter) {
        String lower = parameter.toLowerCase(Locale.ROOT);
        return !lower.startsWith("charset") || lower.matches("charset\\s*=\\s*(utf-8|\"utf-8\")");
    }

    /**
     * Tells whether JSON is in UTF-16 or UTF-32: it has their byte order mark, or a zero byte in the first character,
     * which is one of ASCII.
     */
    public static boolean isWide(byte[] json, int offset, int length) {
        if (length < 2) {
            return false;
        }
        int first = Byte.toUnsignedInt(json[offset]);
        int second = Byte.toUnsignedInt(json[offset + 1]);
        return first == 0 || second == 0 || (first == FE && second == FF) || (first == FF && second == FE);
    }

    /** Returns how many bytes precede the first that is not valid UTF-8; -1 when all are. */
    public static int invalidAt(byte[] bytes, int offset, int length) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes, offset, length);
        CharBuffer out = CharBuffer.allocate(Math.min(length + 1, CHUNK));
        CoderResult result;
        do {
            out.clear();
            result = decoder.decode(in, out, true);
        } while (result.isOverflow());
        return result.isError() ? in.position() - offset : -1;
    }
}

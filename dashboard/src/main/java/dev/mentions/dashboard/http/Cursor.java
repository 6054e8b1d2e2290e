package dev.mentions.dashboard.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Optional;

/** Where a list goes on, in a form that is nobody's business but ours. */
final class Cursor {

    private Cursor() {}

    static String write(String... parts) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join("\n", parts).getBytes(UTF_8));
    }

    /** Returns the parts; empty when there is no cursor. */
    static Optional<String[]> read(Parameters parameters, int parts) {
        return parameters.text(Parameters.CURSOR).map(text -> {
            try {
                String[] read = new String(Base64.getUrlDecoder().decode(text), UTF_8).split("\n", -1);
                if (read.length == parts) {
                    return read;
                }
            } catch (IllegalArgumentException e) {
                // Answered below.
            }
            throw wrong();
        });
    }

    static long number(String part) {
        try {
            return Long.parseLong(part);
        } catch (NumberFormatException e) {
            throw wrong();
        }
    }

    static RefusedException wrong() {
        return RefusedException.parameter(Parameters.CURSOR, "cursor is what 'next' of another answer said");
    }
}

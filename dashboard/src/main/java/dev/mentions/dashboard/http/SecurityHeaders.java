package dev.mentions.dashboard.http;

import io.javalin.http.Context;

/** What a browser is told about every answer: nothing comes from elsewhere, and nobody frames it. */
final class SecurityHeaders {

    private SecurityHeaders() {}

    static void set(Context context) {
        context.header(
                "Content-Security-Policy",
                "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self';"
                        + " frame-ancestors 'none'");
        context.header("X-Content-Type-Options", "nosniff");
        context.header("Referrer-Policy", "no-referrer");
        context.header("Cross-Origin-Resource-Policy", "same-origin");
        context.header("Vary", "Accept-Encoding");
    }
}

package dev.mentions.dashboard.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mentions.http.Answers;
import io.javalin.http.Context;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** Writes answers so that whoever has them already is told no more than that. */
final class Replies {

    static final String CACHE_CONTROL = "Cache-Control";

    private static final String AS_OF = "asOf";
    private static final int TAG_BYTES = 16;
    private static final int NOT_MODIFIED = 304;

    private Replies() {}

    /**
     * Answers an object as JSON. Two answers that differ in nothing but when they were true are the same: a client that
     * asks again and again is sent the counts when they have changed.
     */
    static void json(Context context, Object value) {
        ObjectNode tree = Answers.tree(value);
        var asOf = tree.remove(AS_OF);
        String tag = tag(Answers.json(tree));
        if (asOf != null) {
            tree.set(AS_OF, asOf);
        }
        reply(context, Answers.JSON, Answers.json(tree), tag);
    }

    /** Answers a table in the form that is asked for. */
    static void table(Context context, Parameters parameters, Table table) {
        if (parameters.choice(Parameters.FORMAT, Format.JSON) == Format.CSV) {
            context.header("Content-Disposition", "attachment; filename=\"" + table.fileName() + ".csv\"");
            body(context, Csv.MEDIA_TYPE, Csv.of(table));
        } else {
            json(context, table);
        }
    }

    private enum Format {
        JSON,
        CSV
    }

    static void body(Context context, String type, byte[] body) {
        reply(context, type, body, tag(body));
    }

    private static void reply(Context context, String type, byte[] body, String tag) {
        context.header(CACHE_CONTROL, "no-cache");
        context.header("ETag", tag);
        String known = context.header("If-None-Match");
        if (known != null
                && Arrays.stream(known.split(","))
                        .map(String::strip)
                        .anyMatch(one -> one.equals(tag) || one.equals("*"))) {
            context.status(NOT_MODIFIED);
            return;
        }
        context.contentType(type).result(body);
    }

    /** Weak, because compression makes other bytes of the same answer. */
    private static String tag(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return "W/\"" + HexFormat.of().formatHex(digest, 0, TAG_BYTES) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}

package dev.mentions.dashboard.http;

import dev.mentions.http.Resources;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The page, its own files and the libraries it uses, all out of the class path. */
final class StaticFiles {

    static final String HTML = "text/html; charset=utf-8";
    static final String SCRIPT = "text/javascript; charset=utf-8";

    private static final String WEB = "/dev/mentions/dashboard/web/";
    private static final String WEBJARS = "/META-INF/resources/webjars/";

    /** What is served; whatever else stands in the archives is not. */
    private static final Map<String, String> TYPES = Map.of(
            "css", "text/css; charset=utf-8",
            "html", HTML,
            "js", SCRIPT,
            "json", "application/json",
            "map", "application/json",
            "png", "image/png",
            "svg", "image/svg+xml",
            "woff2", "font/woff2");

    private StaticFiles() {}

    static void page(Context context) {
        Replies.body(context, HTML, Resources.read(StaticFiles.class, WEB + "index.html"));
    }

    /** Answers a file that stands beside this class. */
    static Handler beside(String type, String name) {
        byte[] content = Resources.read(StaticFiles.class, name);
        return context -> Replies.body(context, type, content);
    }

    static void own(Context context) {
        file(context, WEB + "assets/");
    }

    /** Addresses of libraries carry their version, so what is behind one never changes. */
    static void library(Context context) {
        file(context, WEBJARS);
        context.header("Cache-Control", "public, max-age=31536000, immutable");
    }

    private static void file(Context context, String root) {
        String path = context.pathParam("path");
        String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
        byte[] content = type == null || leaves(path) ? null : read(root + path);
        if (content == null) {
            throw RefusedException.notFound("There is no such file");
        }
        Replies.body(context, type, content);
    }

    private static boolean leaves(String path) {
        return path.indexOf('\\') >= 0
                || Arrays.stream(path.split("/", -1)).anyMatch(part -> part.isEmpty() || part.startsWith("."));
    }

    private static byte @Nullable [] read(String name) {
        try (InputStream in = StaticFiles.class.getResourceAsStream(name)) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + name, e);
        }
    }
}

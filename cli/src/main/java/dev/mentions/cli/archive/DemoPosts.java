package dev.mentions.cli.archive;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The posts that come with Mentions: four weeks of eight invented publications, written for it. */
public final class DemoPosts {

    private static final String RESOURCE = "/demo/posts.jsonl";

    private DemoPosts() {}

    /** Returns the posts in the order of their publication. */
    public static List<Row.Json> read() throws IOException {
        try (InputStream in = DemoPosts.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IOException("the jar has no " + RESOURCE);
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            List<Row.Json> rows = new ArrayList<>();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                rows.add(new Row.Json(
                        new Position(Path.of("demo/posts.jsonl"), rows.size() + 1L),
                        line.getBytes(StandardCharsets.UTF_8)));
            }
            return rows;
        }
    }
}

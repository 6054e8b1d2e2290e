package dev.mentions.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mentions.cli.archive.Position;
import dev.mentions.cli.archive.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Posts to measure with: those of an archive over and over, each time with new ids and without their dates, so that
 * they are published now, as live posts are. The same number gives the same texts, so that rounds can be compared.
 */
final class Workload {

    private static final JsonMapper MAPPER = new JsonMapper();

    private static final List<String> DATES = List.of("publishedAt", "date");

    private final List<ObjectNode> texts = new ArrayList<>();

    private long nextId;

    /** @param rows objects; a row that is none is left out */
    Workload(List<Row.Json> rows) throws IOException {
        for (Row.Json row : rows) {
            JsonNode json = MAPPER.readTree(row.json());
            if (json instanceof ObjectNode object) {
                texts.add(object.remove(DATES));
            }
        }
        if (texts.isEmpty()) {
            throw new IOException("there is no post to measure with");
        }
    }

    /** Returns that many posts with ids never used before. */
    List<Row.Json> posts(int count) throws IOException {
        List<Row.Json> posts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            ObjectNode post = texts.get(i % texts.size()).deepCopy();
            post.put("id", "bench-" + nextId++);
            posts.add(new Row.Json(new Position(Path.of("bench"), i + 1L), MAPPER.writeValueAsBytes(post)));
        }
        return posts;
    }

    /** Returns one post of a publication of its own. */
    byte[] probe(String publication, int index) throws IOException {
        ObjectNode post = texts.get(index % texts.size()).deepCopy();
        post.put("id", publication);
        post.put("publication", publication);
        return MAPPER.writeValueAsBytes(post);
    }
}

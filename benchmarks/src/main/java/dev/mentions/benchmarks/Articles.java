package dev.mentions.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Texts to measure on: of the file that the property {@code articles} names, else of the news corpus if it stands in a
 * folder above, else of the demo posts.
 */
final class Articles {

    private static final String PROPERTY = "articles";

    private static final List<String> DEFAULTS =
            List.of("shared/corpora/news/gmb_pd_pseudo.jsonl", "cli/src/main/resources/demo/posts.jsonl");

    private Articles() {}

    /** Returns the file that is read. */
    static Path file() {
        String named = System.getProperty(PROPERTY);
        if (named != null) {
            return Path.of(named);
        }
        return DEFAULTS.stream()
                .flatMap(file -> above(Path.of("").toAbsolutePath(), file))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No articles; name a JSONL file with -Darticles="));
    }

    /** Returns the contents, one for each line of the file. */
    static List<String> read() throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<String> texts = new ArrayList<>();
        for (String line : Files.readAllLines(file())) {
            texts.add(json.readTree(line).path("content").asText());
        }
        return texts;
    }

    private static Stream<Path> above(Path folder, String file) {
        return Stream.iterate(folder, above -> above != null, Path::getParent)
                .map(above -> above.resolve(file))
                .filter(Files::exists);
    }
}

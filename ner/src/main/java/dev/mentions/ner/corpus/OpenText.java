package dev.mentions.ner.corpus;

import static java.util.Objects.requireNonNull;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.tukaani.xz.XZInputStream;

/**
 * Text without labels that stands in {@code corpora/unlabelled}, a paragraph a line, packed with xz.
 *
 * @param file its file's name in that folder
 */
public record OpenText(String file) {

    /** All of it, news-like text first. */
    public static final List<OpenText> ALL = List.of(
            new OpenText("wikipedia_current_events_2025_2026.txt.xz"),
            new OpenText("senate_press_releases_2004_2008.txt.xz"),
            new OpenText("un_general_debate_1990_2024.txt.xz"),
            new OpenText("us_presidential_addresses_1945_2021.txt.xz"),
            new OpenText("cia_world_factbook.txt.xz"),
            new OpenText("wikipedia_en_2018_new_pages.txt.xz"),
            new OpenText("wikipedia_en_2014.txt.xz"));

    public OpenText {
        requireNonNull(file, "file");
    }

    /**
     * Hands over its paragraphs in order.
     *
     * @param corpora the folder that holds {@code unlabelled}
     * @throws IOException when the file is absent or damaged
     */
    public void forEachParagraph(Path corpora, Consumer<String> consumer) throws IOException {
        Path path = corpora.resolve("unlabelled").resolve(file);
        try (InputStream packed = new BufferedInputStream(Files.newInputStream(path));
                BufferedReader reader =
                        new BufferedReader(new InputStreamReader(new XZInputStream(packed), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                consumer.accept(line);
            }
        }
    }
}

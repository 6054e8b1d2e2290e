package dev.mentions.streams.config;

import dev.mentions.service.Settings;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How posts are read.
 *
 * @param threads stream threads, each with an extractor of its own
 * @param model file of the model that finds names; the bundled one when there is none
 */
public record ExtractSection(int threads, Optional<Path> model) {

    static ExtractSection from(Settings settings) {
        return new ExtractSection(
                settings.integer("extract.threads", Runtime.getRuntime().availableProcessors(), 1, 1_000),
                settings.find("extract.model").map(Path::of));
    }
}

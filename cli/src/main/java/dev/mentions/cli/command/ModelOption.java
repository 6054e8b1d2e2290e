package dev.mentions.cli.command;

import dev.mentions.ner.extract.NerModel;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which model finds the names. */
final class ModelOption {

    @Option(
            names = "--model",
            paramLabel = "FILE",
            description = "An OpenNLP name-finder model; the bundled English one without it.")
    private @Nullable Path file;

    /** Returns the file, or null for the bundled model. */
    @Nullable
    Path file() {
        return file;
    }

    NerModel load() throws IOException {
        return file == null ? NerModel.bundled() : NerModel.load(file);
    }
}

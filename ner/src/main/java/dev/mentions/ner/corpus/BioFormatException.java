package dev.mentions.ner.corpus;

import java.io.IOException;
import java.nio.file.Path;

/** A line of a BIO file is not of its form. The message names file and line, and not what stands there. */
public final class BioFormatException extends IOException {

    private static final long serialVersionUID = 1;

    BioFormatException(Path file, int line, String fault) {
        super(file + ", line " + line + ": " + fault);
    }
}

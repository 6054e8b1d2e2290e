package dev.mentions.ner.find;

import java.io.IOException;
import java.io.InputStream;

/** Where a name-finder model is kept, in the form that OpenNLP writes. */
@FunctionalInterface
public interface ModelFile {

    /** Returns its bytes from the first on, the same ones at each call. */
    InputStream open() throws IOException;
}

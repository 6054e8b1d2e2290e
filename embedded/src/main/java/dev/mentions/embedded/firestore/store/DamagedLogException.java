package dev.mentions.embedded.firestore.store;

import java.io.IOException;
import java.nio.file.Path;

/** A file of the Firestore server is damaged or missing. The message says which and where; what to do depends on who runs it. */
public final class DamagedLogException extends IOException {

    private static final long serialVersionUID = 1L;

    DamagedLogException(Path path, long position) {
        super("The Firestore server's file " + path + " is damaged at byte " + position);
    }

    DamagedLogException(Path missing) {
        super("The Firestore server's file " + missing + " is missing");
    }
}

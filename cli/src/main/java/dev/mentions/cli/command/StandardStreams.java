package dev.mentions.cli.command;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;

/** Standard output as bytes: what machines read is UTF-8 whatever the locale says. */
final class StandardStreams {

    private StandardStreams() {}

    static OutputStream out() {
        return new FileOutputStream(FileDescriptor.out);
    }
}

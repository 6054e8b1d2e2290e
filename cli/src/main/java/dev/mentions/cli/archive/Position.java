package dev.mentions.cli.archive;

import java.nio.file.Path;

/**
 * Where a row stands.
 *
 * @param file the file it was read from
 * @param line from 1, where the row begins
 */
public record Position(Path file, long line) {

    @Override
    public String toString() {
        return file + ":" + line;
    }
}

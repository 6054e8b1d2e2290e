package dev.mentions.cli.archive;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Where rows come from, one at a time. For one thread. */
@FunctionalInterface
public interface RowSource {

    /** Returns the next row, or null after the last. */
    @Nullable
    Row next() throws IOException;
}

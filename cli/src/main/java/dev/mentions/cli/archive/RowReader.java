package dev.mentions.cli.archive;

import java.io.Closeable;

/** Rows of one file in its order. Holds one row at a time. For one thread. */
interface RowReader extends RowSource, Closeable {

    /** The longest row that is read, in bytes or characters: beyond it something is wrong with the file. */
    int MAX_ROW = 16 * 1024 * 1024;
}

package dev.mentions.cli.command;

import dev.mentions.cli.archive.Position;
import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicLong;

/** Tells which rows are not counted, and why. Safe for use by several threads. */
final class RefusedRows {

    /** Told one by one; an archive of another format would drown everything else. */
    private static final int TOLD = 20;

    private final PrintWriter err;
    private final AtomicLong count = new AtomicLong();

    RefusedRows(PrintWriter err) {
        this.err = err;
    }

    void tell(Position position, String reason) {
        long number = count.incrementAndGet();
        if (number <= TOLD) {
            err.println(position + ": refused: " + reason);
        } else if (number == TOLD + 1) {
            err.println("(further refusals are counted, not told)");
        }
    }

    long count() {
        return count.get();
    }
}

package dev.mentions.systemtests.load;

import dev.mentions.cli.archive.Position;
import dev.mentions.cli.archive.Row;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What clients know: the posts that were accepted, and every answer that should not have been. Thread-safe. */
public final class Journal {

    /** A client was answered that it has to send again later. */
    public static final String TOLD_TO_WAIT = "told to wait";

    private static final int KEPT_COMPLAINTS = 100;

    private final List<byte[]> accepted = new ArrayList<>();
    private final Map<String, Integer> errands = new TreeMap<>();
    private final List<String> complaints = new ArrayList<>();

    /** A post was accepted for the first time. */
    synchronized void accepted(byte[] json) {
        accepted.add(json);
    }

    /** A client has done something to its end. */
    synchronized void done(String errand) {
        errands.merge(errand, 1, Integer::sum);
    }

    /** Something was answered as it must not be. */
    synchronized void complain(String complaint) {
        if (complaints.size() < KEPT_COMPLAINTS) {
            complaints.add(complaint);
        }
    }

    /** Returns the posts that were accepted, each once, as rows of an archive. */
    public synchronized List<Row.Json> posts() {
        List<Row.Json> rows = new ArrayList<>();
        for (byte[] post : accepted) {
            rows.add(new Row.Json(new Position(Path.of("accepted.ndjson"), rows.size() + 1L), post));
        }
        return rows;
    }

    /** Returns how many posts were accepted. */
    public synchronized int size() {
        return accepted.size();
    }

    /** Returns how often clients did what. */
    public synchronized Map<String, Integer> errands() {
        return new TreeMap<>(errands);
    }

    /** Returns the answers that should not have been, none when all is well. */
    public synchronized List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** Writes the accepted posts as NDJSON, for {@code mentions count}. */
    public synchronized void write(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            for (byte[] post : accepted) {
                out.write(post);
                out.write('\n');
            }
        }
    }
}

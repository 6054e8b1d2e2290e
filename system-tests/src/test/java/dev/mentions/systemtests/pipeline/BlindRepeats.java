package dev.mentions.systemtests.pipeline;

import com.google.firestore.v1.BatchGetDocumentsRequest;
import com.google.firestore.v1.CommitRequest;
import com.google.protobuf.Message;
import dev.mentions.contract.LossDocuments;
import dev.mentions.embedded.firestore.CallListener;
import dev.mentions.embedded.firestore.Rpc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds commits that arrive a second time though nobody has read the fence since the first: the sink never does that,
 * a client library that tries again by itself does. They are kept in a file, so that a kill forgets none. Thread-safe.
 */
final class BlindRepeats implements CallListener {

    private final Path file;
    private final Map<String, CommitRequest> lastSinceRead = new HashMap<>();

    BlindRepeats(Path file) {
        this.file = file;
    }

    @Override
    public synchronized void received(Rpc rpc, Message request) {
        if (request instanceof CommitRequest commit) {
            // The fence is always the first to be written. A loss has none: it is written whole, twice like once.
            String fence = commit.getWrites(0).getUpdate().getName();
            if (fence.contains("/" + LossDocuments.LOSSES + "/")) {
                return;
            }
            if (commit.equals(lastSinceRead.put(fence, commit))) {
                keep(fence + ", " + commit.getWritesCount() + " writes");
            }
        } else if (request instanceof BatchGetDocumentsRequest read) {
            read.getDocumentsList().forEach(lastSinceRead::remove);
        }
    }

    private void keep(String line) {
        try {
            Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns what was found in a project, in the order it arrived. */
    static List<String> read(Path file, String project) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith("projects/" + project + "/"))
                .toList();
    }
}

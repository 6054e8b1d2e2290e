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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds commits that arrive a second time though nobody has read the fence in between: the sink never does that, a client
 * library that tries again by itself does. A commit that was held up until its client has given up, read the fence and
 * sent it again arrives after that read, with its repeat: a read since the commit before excuses one repeat as well. What
 * is found is kept in a file, so that a kill forgets none. Thread-safe.
 */
final class BlindRepeats implements CallListener {

    private final Path file;
    private final Map<String, CommitRequest> last = new HashMap<>();

    /** Fences that were read since their last commit. */
    private final Set<String> read = new HashSet<>();

    /** Fences that were read before their last commit, which may have been held up. */
    private final Set<String> excused = new HashSet<>();

    BlindRepeats(Path file) {
        this.file = file;
    }

    @Override
    public synchronized void received(Rpc rpc, Message request) {
        if (request instanceof CommitRequest commit) {
            // The fence is always the first to be written. A loss has none: it is written whole, twice like once.
            String fence = commit.getWrites(0).getUpdate().getName();
            if (!fence.contains("/" + LossDocuments.LOSSES + "/")) {
                received(fence, commit);
            }
        } else if (request instanceof BatchGetDocumentsRequest look) {
            read.addAll(look.getDocumentsList());
        }
    }

    private void received(String fence, CommitRequest commit) {
        if (!commit.equals(last.put(fence, commit))) {
            excused.remove(fence);
            if (read.remove(fence)) {
                excused.add(fence);
            }
        } else if (!read.remove(fence) && !excused.remove(fence)) {
            keep(fence + ", " + commit.getWritesCount() + " writes");
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

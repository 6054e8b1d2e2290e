package dev.mentions.systemtests.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.firestore.v1.BatchGetDocumentsRequest;
import com.google.firestore.v1.CommitRequest;
import com.google.firestore.v1.Document;
import com.google.firestore.v1.Precondition;
import com.google.firestore.v1.Write;
import com.google.protobuf.Timestamp;
import dev.mentions.contract.LossDocuments;
import dev.mentions.embedded.firestore.Rpc;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlindRepeatsTest {

    private static final String PROJECT = "p";

    @TempDir
    Path directory;

    private Path file;
    private BlindRepeats repeats;

    @BeforeEach
    void listen() {
        file = directory.resolve("repeats.txt");
        repeats = new BlindRepeats(file);
    }

    private static String name(String fence) {
        return "projects/" + PROJECT + "/" + fence;
    }

    private void commit(String fence, long fenceSeen) {
        Write move = Write.newBuilder()
                .setUpdate(Document.newBuilder().setName(name(fence)))
                .setCurrentDocument(Precondition.newBuilder()
                        .setUpdateTime(Timestamp.newBuilder().setSeconds(fenceSeen)))
                .build();
        repeats.received(Rpc.COMMIT, CommitRequest.newBuilder().addWrites(move).build());
    }

    private void read(String fence) {
        repeats.received(
                Rpc.BATCH_GET_DOCUMENTS,
                BatchGetDocumentsRequest.newBuilder().addDocuments(name(fence)).build());
    }

    @Test
    void shouldFindACommitThatIsSentAgainWithoutALook() throws IOException {
        commit("a", 1);
        commit("b", 1);
        read("b");
        commit("a", 1);

        assertThat(BlindRepeats.read(file, PROJECT)).containsExactly(name("a") + ", 1 writes");
    }

    @Test
    void shouldLetALossPassThatIsWrittenAgain() throws IOException {
        commit(LossDocuments.LOSSES + "/x", 1);
        commit(LossDocuments.LOSSES + "/x", 1);

        assertThat(BlindRepeats.read(file, PROJECT)).isEmpty();
    }

    @Test
    void shouldTellProjectsApart() throws IOException {
        commit("a", 1);
        commit("a", 1);

        assertThat(BlindRepeats.read(file, PROJECT + "q")).isEmpty();
    }

    @Test
    void shouldLetACommitPassThatIsSentAgainAfterALook() throws IOException {
        commit("a", 1);
        read("a");
        commit("a", 1);

        assertThat(BlindRepeats.read(file, PROJECT)).isEmpty();
    }

    /** The client gave up, looked, and sent it again before the server had received the first one. */
    @Test
    void shouldLetACommitPassThatWasHeldUpUntilTheLook() throws IOException {
        commit("a", 1);
        read("a");
        commit("a", 2);
        commit("a", 2);

        assertThat(BlindRepeats.read(file, PROJECT)).isEmpty();
    }

    @Test
    void shouldExcuseOneRepeatForALook() throws IOException {
        read("a");
        commit("a", 1);
        commit("a", 1);
        commit("a", 1);

        assertThat(BlindRepeats.read(file, PROJECT)).containsExactly(name("a") + ", 1 writes");
    }

    @Test
    void shouldNotExcuseARepeatForALookBeforeAnotherCommit() throws IOException {
        read("a");
        commit("a", 1);
        commit("a", 2);
        commit("a", 2);

        assertThat(BlindRepeats.read(file, PROJECT)).containsExactly(name("a") + ", 1 writes");
    }

    @Test
    void shouldLetTheNextCommitPass() throws IOException {
        commit("a", 1);
        commit("a", 2);

        assertThat(BlindRepeats.read(file, PROJECT)).isEmpty();
    }
}

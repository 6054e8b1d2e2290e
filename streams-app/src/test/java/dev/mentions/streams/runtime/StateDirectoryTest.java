package dev.mentions.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDirectoryTest {

    private static final String APPLICATION = "mentions-count";

    @TempDir
    private Path root;

    @Test
    void shouldKeepStoresAfterAnOrderlyEnd() throws IOException {
        try (StateDirectory first = StateDirectory.open(root, APPLICATION)) {
            store("0_3");
            first.closedInOrder();
        }
        try (StateDirectory ignored = StateDirectory.open(root, APPLICATION)) {
            assertThat(root.resolve(APPLICATION).resolve("0_3/rocksdb/seen/CURRENT"))
                    .exists();
        }
    }

    @Test
    void shouldRemoveStoresThatWereLeftOpenAndNothingElse() throws IOException {
        try (StateDirectory ignored = StateDirectory.open(root, APPLICATION)) {
            store("0_3");
            store("1_12");
            Files.writeString(root.resolve(APPLICATION).resolve("kafka-streams-process-metadata"), "id");
        }
        try (StateDirectory ignored = StateDirectory.open(root, APPLICATION)) {
            assertThat(root.resolve(APPLICATION).resolve("0_3")).doesNotExist();
            assertThat(root.resolve(APPLICATION).resolve("1_12")).doesNotExist();
            assertThat(root.resolve(APPLICATION).resolve("kafka-streams-process-metadata"))
                    .exists();
        }
    }

    @Test
    void shouldRemoveThemOnceOnly() throws IOException {
        StateDirectory.open(root, APPLICATION).close();
        try (StateDirectory second = StateDirectory.open(root, APPLICATION)) {
            store("0_0");
            second.closedInOrder();
        }
        try (StateDirectory ignored = StateDirectory.open(root, APPLICATION)) {
            assertThat(root.resolve(APPLICATION).resolve("0_0")).exists();
        }
    }

    @Test
    void shouldRefuseASecondHolderAndLeaveTheFirstOnesStores() throws IOException {
        try (StateDirectory ignored = StateDirectory.open(root, APPLICATION)) {
            store("0_3");

            assertThatThrownBy(() -> StateDirectory.open(root, APPLICATION))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("state.dir of its own");
            assertThat(root.resolve(APPLICATION).resolve("0_3")).exists();
        }
    }

    private void store(String task) throws IOException {
        Path store =
                Files.createDirectories(root.resolve(APPLICATION).resolve(task).resolve("rocksdb/seen"));
        Files.writeString(store.resolve("CURRENT"), "x");
    }
}

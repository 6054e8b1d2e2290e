package dev.mentions.embedded.firestore.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.firestore.v1.Document;
import com.google.firestore.v1.Value;
import com.google.firestore.v1.Write;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseDurabilityTest {

    private static final String ROOT = "projects/p/databases/d/documents";
    private static final Scope EVERYTHING = new Scope(ROOT, "", true);

    @TempDir
    Path directory;

    private static Write put(String path, String value) {
        return Write.newBuilder()
                .setUpdate(Document.newBuilder()
                        .setName(ROOT + '/' + path)
                        .putFields("v", Value.newBuilder().setStringValue(value).build()))
                .build();
    }

    private static Write delete(String path) {
        return Write.newBuilder().setDelete(ROOT + '/' + path).build();
    }

    private static Map<String, Document> contents(Database database) {
        Map<String, Document> contents = new TreeMap<>();
        database.scan(EVERYTHING).found().forEach(document -> contents.put(document.name(), document.toDocument(null)));
        return contents;
    }

    private static Database open(Path directory) throws IOException {
        return Database.open(directory, Clock.systemUTC());
    }

    private Path log() {
        return directory.resolve("00000001.log");
    }

    @Test
    void shouldFindEverythingAgainWithItsTimes() throws Exception {
        // Given
        Map<String, Document> before;
        try (Database database = open(directory)) {
            database.commit(List.of(put("c/a", "1"), put("c/b/s/x", "2"), put("c/gone", "3")), null);
            database.commit(List.of(put("c/a", "4"), delete("c/gone")), null);
            before = contents(database);
        }

        // When
        try (Database database = open(directory)) {
            // Then
            assertThat(contents(database)).isEqualTo(before).hasSize(2);
        }
    }

    @Test
    void shouldNotRepeatAnUpdateTimeAfterAStartWithAClockThatWentBack() throws Exception {
        long last;
        try (Database database = open(directory)) {
            last = Micros.of(database.commit(List.of(put("c/a", "1")), null).getCommitTime());
        }

        try (Database database = Database.open(directory, () -> Instant.EPOCH)) {
            assertThat(Micros.of(database.commit(List.of(put("c/a", "2")), null).getCommitTime()))
                    .isGreaterThan(last);
        }
    }

    @Test
    void shouldCutOffWhateverPartOfTheLastCommitWasWritten() throws Exception {
        // Given
        Map<String, Document> first;
        Map<String, Document> second;
        long wholeLength;
        try (Database database = open(directory)) {
            database.commit(List.of(put("c/a", "1"), put("c/b", "1")), null);
            first = contents(database);
            wholeLength = Files.size(log());
            database.commit(List.of(put("c/a", "2"), delete("c/b"), put("c/new", "2")), null);
            second = contents(database);
        }
        byte[] bytes = Files.readAllBytes(log());
        assertThat(bytes.length).isGreaterThan((int) wholeLength + 12);

        for (int length = (int) wholeLength; length <= bytes.length; length++) {
            // When
            Path copy = Files.createDirectory(directory.resolve("copy" + length));
            Files.write(copy.resolve("00000001.log"), Arrays.copyOf(bytes, length));

            // Then
            Map<String, Document> expected = length == bytes.length ? second : first;
            try (Database database = open(copy)) {
                assertThat(contents(database)).as("cut at %s", length).isEqualTo(expected);
                database.commit(List.of(put("c/after", "3")), null);
            }
            try (Database database = open(copy)) {
                assertThat(contents(database)).as("cut at %s", length).hasSize(expected.size() + 1);
            }
        }
    }

    @Test
    void shouldRefuseALogThatIsDamagedInFrontOfAWholeRecord() throws Exception {
        // Given
        int last;
        try (Database database = open(directory)) {
            database.commit(List.of(put("c/a", "1")), null);
            last = (int) Files.size(log());
            database.commit(List.of(put("c/b", "2")), null);
        }
        byte[] bytes = Files.readAllBytes(log());

        for (int at = 0; at < last; at++) {
            // When
            byte[] damaged = bytes.clone();
            damaged[at] ^= 1;
            Files.write(log(), damaged);

            // Then
            assertThatThrownBy(() -> open(directory))
                    .as("byte %s", at)
                    .isInstanceOf(DamagedLogException.class)
                    .hasMessageContaining("00000001.log")
                    .hasMessageContaining("damaged");
        }
    }

    /** As a power failure leaves it: pages of a file that has grown and were never written are zeros. */
    @Test
    void shouldCutOffZerosAndAnythingElseThatFollowsTheLastWholeRecord() throws Exception {
        // Given
        Map<String, Document> first;
        int wholeLength;
        try (Database database = open(directory)) {
            database.commit(List.of(put("c/a", "1")), null);
            first = contents(database);
            wholeLength = (int) Files.size(log());
            database.commit(List.of(put("c/b", "x".repeat(10_000))), null);
        }
        byte[] bytes = Files.readAllBytes(log());
        byte[] half = bytes.clone();
        Arrays.fill(half, wholeLength + 4096, half.length, (byte) 0);
        byte[] none = bytes.clone();
        Arrays.fill(none, wholeLength, none.length, (byte) 0);
        byte[] noise = bytes.clone();
        new Random(3).nextBytes(noise);
        System.arraycopy(bytes, 0, noise, 0, wholeLength);

        for (byte[] torn : List.of(
                half, none, noise, Arrays.copyOf(bytes, wholeLength + 8192), Arrays.copyOf(half, half.length + 4096))) {
            // When
            Files.write(log(), torn);

            // Then
            try (Database database = open(directory)) {
                assertThat(contents(database)).isEqualTo(first);
            }
            assertThat(Files.size(log())).isEqualTo(wholeLength);
        }
        Files.write(log(), Arrays.copyOf(bytes, bytes.length + 4096));
        try (Database database = open(directory)) {
            assertThat(contents(database)).hasSize(2);
            database.commit(List.of(put("c/after", "3")), null);
        }
        try (Database database = open(directory)) {
            assertThat(contents(database)).hasSize(3);
        }
    }

    @Test
    void shouldStartEmptyWhenNothingOfTheFirstLogReachedTheDisk() throws Exception {
        Files.write(log(), new byte[4096]);

        try (Database database = open(directory)) {
            assertThat(database.documentCount()).isZero();
            database.commit(List.of(put("c/a", "1")), null);
        }
        try (Database database = open(directory)) {
            assertThat(database.documentCount()).isEqualTo(1);
        }
    }

    /** Only the newest log is appended to, so only its tail can be torn. */
    @Test
    void shouldRefuseATornTailOfAnOlderLog() throws Exception {
        try (Database database = open(directory)) {
            database.commit(List.of(put("c/a", "1")), null);
        }
        byte[] bytes = Files.readAllBytes(log());
        Files.write(directory.resolve("00000002.log"), bytes);
        Files.write(log(), Arrays.copyOf(bytes, bytes.length + 4096));

        assertThatThrownBy(() -> open(directory))
                .isInstanceOf(DamagedLogException.class)
                .hasMessageContaining("00000001.log is damaged at byte " + bytes.length);
    }

    @Test
    void shouldRefuseASecondServerOnTheSameDirectory() throws Exception {
        try (Database database = open(directory)) {
            assertThat(database.documentCount()).isZero();
            assertThatThrownBy(() -> open(directory))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("in use by another Firestore server")
                    .hasMessageContaining(Long.toString(ProcessHandle.current().pid()));
        }
        open(directory).close();
    }

    @Test
    void shouldReplaceOldLogsByASnapshotAndStillKnowEverything() throws Exception {
        // Given
        String large = "x".repeat(900_000);
        Map<String, Document> before;
        try (Database database = open(directory)) {
            database.commit(List.of(put("c/gone", "1")), null);
            for (int i = 0; i < 80; i++) {
                database.commit(List.of(put("c/d" + i % 4, large + i)), null);
            }
            database.commit(List.of(delete("c/gone"), put("c/last", "1")), null);
            before = contents(database);

            // When
            await().untilAsserted(() -> assertThat(files()).anyMatch(name -> name.endsWith(".snapshot")));
        }

        // Then
        assertThat(files()).containsExactlyInAnyOrder("00000002.snapshot", "00000002.log", "lock");
        try (Database database = open(directory)) {
            assertThat(contents(database)).isEqualTo(before).hasSize(5);
        }
    }

    @Test
    void shouldStartFromTheLogsWhenASnapshotWasNotFinished() throws Exception {
        // Given
        Map<String, Document> before;
        try (Database database = open(directory)) {
            database.commit(List.of(put("c/a", "1")), null);
        }
        Files.copy(log(), directory.resolve("kept"));
        try (Database database = open(directory)) {
            database.commit(List.of(put("c/a", "2")), null);
            before = contents(database);
        }
        // The second commit as the log after a roll-over, and a snapshot half written.
        byte[] all = Files.readAllBytes(log());
        int first = (int) Files.size(directory.resolve("kept"));
        byte[] next = new byte[8 + all.length - first];
        System.arraycopy(all, 0, next, 0, 8);
        System.arraycopy(all, first, next, 8, all.length - first);
        Files.write(directory.resolve("00000002.log"), next);
        Files.move(directory.resolve("kept"), log(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        Files.write(directory.resolve("00000002.tmp"), new byte[] {1, 2, 3});

        // When
        try (Database database = open(directory)) {
            // Then
            assertThat(contents(database)).isEqualTo(before);
            assertThat(files()).doesNotContain("00000002.tmp");
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(path -> path.getFileName().toString()).toList();
        }
    }
}

package dev.mentions.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

class ThreadFailureTest {

    @Test
    void shouldKnowAFullDiskFromRocksDb() {
        RocksDBException full =
                new RocksDBException("While appending", new Status(Status.Code.IOError, Status.SubCode.NoSpace, ""));

        assertThat(ThreadFailure.of(wrapped(full))).isEqualTo(ThreadFailure.DISK_FULL);
    }

    @Test
    void shouldKnowAFullDiskFromTheFileSystem() {
        assertThat(ThreadFailure.of(wrapped(new IOException("No space left on device"))))
                .isEqualTo(ThreadFailure.DISK_FULL);
    }

    @Test
    void shouldKnowAStoreThatIsHeldOpen() {
        RocksDBException held = new RocksDBException("lock hold by current process, acquire time 1795531873 acquiring"
                + " thread 140194915284672: /state/0_3/LOCK: No locks available");

        assertThat(ThreadFailure.of(wrapped(held))).isEqualTo(ThreadFailure.STORE_HELD_OPEN);
    }

    @Test
    void shouldReplaceAThreadAfterAnyOtherException() {
        assertThat(ThreadFailure.of(new StreamsException("broker away"))).isEqualTo(ThreadFailure.PASSING);
        assertThat(ThreadFailure.of(wrapped(new IOException("Connection reset"))))
                .isEqualTo(ThreadFailure.PASSING);
    }

    @Test
    void shouldKnowADamagedStore() {
        assertThat(ThreadFailure.of(wrapped(new RocksDBException(
                        "block checksum mismatch", new Status(Status.Code.Corruption, Status.SubCode.None, "")))))
                .isEqualTo(ThreadFailure.DAMAGED_STORE);
        assertThat(ThreadFailure.of(wrapped(new RocksDBException(
                        "No such file or directory: While opening a file: MANIFEST-000005",
                        new Status(Status.Code.IOError, Status.SubCode.None, "")))))
                .isEqualTo(ThreadFailure.DAMAGED_STORE);
    }

    @Test
    void shouldNotReplaceAThreadAfterAnError() {
        assertThat(ThreadFailure.of(new OutOfMemoryError("heap"))).isEqualTo(ThreadFailure.BROKEN_JVM);
    }

    @Test
    void shouldSayWhichDirectoryIsFull() {
        assertThat(ThreadFailure.DISK_FULL.advice("/var/state")).contains("/var/state is full");
    }

    private static Exception wrapped(Exception cause) {
        return new StreamsException("in process", new ProcessorStateException("put", cause));
    }
}

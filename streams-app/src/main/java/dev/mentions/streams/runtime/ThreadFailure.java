package dev.mentions.streams.runtime;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** What the failure of a stream thread says about whether another one in its place would do better. */
public enum ThreadFailure {

    /** It may. */
    PASSING(""),

    /** Not before somebody has made room. */
    DISK_FULL(
            "The disk of the state directory %s is full. Make room there, or set state.dir to a larger disk, and start"
                    + " again: nothing that was accepted is lost"),

    /**
     * Not in this process: Kafka Streams 4.3.1 can lose track of a store that it has opened while it recovers from a
     * crash, and what is held open is closed only by the end of the process.
     */
    STORE_HELD_OPEN("A store in the state directory %s is held open by a thread that is gone. Start again: nothing that"
            + " was accepted is lost"),

    /** When the stores are made again from their changelogs. */
    DAMAGED_STORE(
            "Stores in the state directory %s were damaged again and again; look at its disk. Start again to restore"
                    + " them from their changelogs, or set state.dir to another disk: nothing that was accepted is lost"),

    /** Not in this JVM, which is not well. */
    BROKEN_JVM("The JVM with the state directory %s has failed. Start again: nothing that was accepted is lost");

    private static final String NO_SPACE = "No space left on device";
    private static final String HELD_OPEN = "lock hold by current process";
    private static final String NO_FILE = "No such file or directory";
    private static final int MOST_CAUSES = 20;

    private final String advice;

    ThreadFailure(String advice) {
        this.advice = advice;
    }

    /** Returns the kind that a failure, or what caused it, is of. */
    public static ThreadFailure of(Throwable failure) {
        if (!(failure instanceof Exception)) {
            return BROKEN_JVM;
        }
        if (causes(failure, ThreadFailure::isNoSpace)) {
            return DISK_FULL;
        }
        if (causes(failure, ThreadFailure::isHeldOpen)) {
            return STORE_HELD_OPEN;
        }
        return causes(failure, ThreadFailure::isDamage) ? DAMAGED_STORE : PASSING;
    }

    /** Returns the failure to find an offset that a failure is or was caused by, if any. */
    static Optional<InvalidOffsetException> invalidOffset(Throwable failure) {
        return causes(failure)
                .filter(InvalidOffsetException.class::isInstance)
                .map(InvalidOffsetException.class::cast)
                .findFirst();
    }

    /** Returns what happened and what to do, for a person. */
    public String advice(String stateDirectory) {
        return advice.formatted(stateDirectory);
    }

    private static boolean isNoSpace(Throwable cause) {
        if (cause instanceof RocksDBException store) {
            return store.getStatus() != null && store.getStatus().getSubCode() == Status.SubCode.NoSpace;
        }
        return cause instanceof IOException
                && String.valueOf(cause.getMessage()).contains(NO_SPACE);
    }

    /** RocksDB has no code for it. */
    private static boolean isHeldOpen(Throwable cause) {
        return cause instanceof RocksDBException
                && String.valueOf(cause.getMessage()).contains(HELD_OPEN);
    }

    /** A file whose content is wrong, or that another file names and is not there. */
    private static boolean isDamage(Throwable cause) {
        return cause instanceof RocksDBException store
                && store.getStatus() != null
                && (store.getStatus().getCode() == Status.Code.Corruption
                        || String.valueOf(store.getMessage()).contains(NO_FILE));
    }

    private static boolean causes(Throwable failure, Predicate<Throwable> kind) {
        return causes(failure).anyMatch(kind);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(MOST_CAUSES);
    }
}

package dev.mentions.embedded.firestore.store;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a transaction has read. Transactions are optimistic here: nothing is locked, and the commit fails when what was
 * read has changed. Thread-safe.
 */
public final class Transaction {

    /** Whether a query still finds what it found. */
    @FunctionalInterface
    public interface ReadCheck {
        /** Called with the database's lock held. */
        boolean unchanged();
    }

    private static final long MISSING = 0;

    private final ByteString id;
    private final boolean readOnly;
    private final long startNanos;
    private long usedNanos;
    private final Map<String, Long> documents = new HashMap<>();
    private final List<ReadCheck> queries = new ArrayList<>();

    Transaction(ByteString id, boolean readOnly, long startNanos) {
        this.id = id;
        this.readOnly = readOnly;
        this.startNanos = startNanos;
        this.usedNanos = startNanos;
    }

    public ByteString id() {
        return id;
    }

    public boolean readOnly() {
        return readOnly;
    }

    /** Records that a document was read, or found missing. */
    synchronized void recordRead(String name, DocumentRead read) {
        if (!readOnly) {
            long version = read.document() == null ? MISSING : read.document().updateMicros();
            Long earlier = documents.putIfAbsent(name, version);
            if (earlier != null && earlier != version) {
                throw contention();
            }
        }
    }

    /** Records that a query was run. */
    public synchronized void recordQuery(ReadCheck check) {
        if (!readOnly) {
            queries.add(check);
        }
    }

    /** Fails with ABORTED when something that was read is not as it was. */
    synchronized void verify(Database database) {
        boolean sameDocuments = documents.entrySet().stream()
                .allMatch(read -> database.version(DocumentName.parse(read.getKey())) == read.getValue());
        if (!sameDocuments || !queries.stream().allMatch(ReadCheck::unchanged)) {
            throw contention();
        }
    }

    synchronized void use(long nanos) {
        usedNanos = nanos;
    }

    synchronized boolean isExpired(long nanos, long maxAgeNanos, long maxIdleNanos) {
        return nanos - startNanos > maxAgeNanos || nanos - usedNanos > maxIdleNanos;
    }

    private static RuntimeException contention() {
        return Status.ABORTED
                .withDescription("Aborted due to cross-transaction contention: what was read has changed.")
                .asRuntimeException();
    }
}

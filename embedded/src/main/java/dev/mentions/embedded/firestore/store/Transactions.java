package dev.mentions.embedded.firestore.store;

import com.google.protobuf.ByteString;
import dev.mentions.embedded.firestore.value.Refusal;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** The transactions that have begun and not ended. They live in memory only. Thread-safe. */
public final class Transactions {

    private static final long MAX_AGE_NANOS = TimeUnit.SECONDS.toNanos(270);
    private static final long MAX_IDLE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final Map<ByteString, Transaction> open = new HashMap<>();

    /** Starts a transaction. */
    public synchronized Transaction begin(boolean readOnly) {
        long now = System.nanoTime();
        open.values().removeIf(transaction -> transaction.isExpired(now, MAX_AGE_NANOS, MAX_IDLE_NANOS));
        ByteString id = ByteString.copyFromUtf8(UUID.randomUUID().toString());
        Transaction transaction = new Transaction(id, readOnly, now);
        open.put(id, transaction);
        return transaction;
    }

    /**
     * Returns a transaction that is open.
     *
     * @throws io.grpc.StatusRuntimeException INVALID_ARGUMENT when it has ended, expired, or never began
     */
    public synchronized Transaction get(ByteString id) {
        Transaction transaction = open.get(id);
        long now = System.nanoTime();
        if (transaction == null || transaction.isExpired(now, MAX_AGE_NANOS, MAX_IDLE_NANOS)) {
            open.remove(id);
            throw Refusal.invalid("The referenced transaction has expired or is no longer valid.");
        }
        transaction.use(now);
        return transaction;
    }

    /** Ends a transaction. */
    public synchronized void end(Transaction transaction) {
        open.remove(transaction.id());
    }
}

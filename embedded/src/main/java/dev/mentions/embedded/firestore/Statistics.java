package dev.mentions.embedded.firestore;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What the server has done since it started, counted as production bills it. Thread-safe. */
public final class Statistics {

    private final Map<Rpc, LongAdder> calls = new EnumMap<>(Rpc.class);
    private final LongAdder documentWrites = new LongAdder();
    private final LongAdder documentReads = new LongAdder();

    Statistics() {
        for (Rpc rpc : Rpc.values()) {
            calls.put(rpc, new LongAdder());
        }
    }

    /** Returns how many calls have arrived, those included that failed or were made to fail. */
    public long calls(Rpc rpc) {
        return calls.get(rpc).sum();
    }

    /** Returns how many writes were applied: each of a commit's or a batch's counts, whatever it changes. */
    public long documentWrites() {
        return documentWrites.sum();
    }

    /** Returns how many documents were sent, a look-up that found none and a query without results counting one. */
    public long documentReads() {
        return documentReads.sum();
    }

    void called(Rpc rpc) {
        calls.get(rpc).increment();
    }

    void wrote(int documents) {
        documentWrites.add(documents);
    }

    void read(int documents) {
        documentReads.add(documents);
    }
}

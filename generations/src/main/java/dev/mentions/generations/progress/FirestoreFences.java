package dev.mentions.generations.progress;

import com.google.cloud.firestore.DocumentSnapshot;
import com.google.cloud.firestore.FieldPath;
import com.google.cloud.firestore.Firestore;
import dev.mentions.contract.Generation;
import dev.mentions.contract.SinkDocuments;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;

/** Reads from Firestore how far a sink has got. Safe for use by several threads. */
public final class FirestoreFences implements PipelineLag.Fences {

    private final Firestore firestore;
    private final String prefix;

    /**
     * @param firestore kept open by the caller
     * @param sink the sink's name
     */
    public FirestoreFences(Firestore firestore, String sink, Generation generation) {
        this.firestore = firestore;
        this.prefix = SinkDocuments.generationPrefix(sink, generation);
    }

    @Override
    public Map<Integer, Long> next() throws InterruptedException, ExecutionException {
        Map<Integer, Long> next = new HashMap<>();
        for (DocumentSnapshot fence : fences()) {
            next.put(
                    Integer.valueOf(fence.getId().substring(prefix.length())),
                    Objects.requireNonNull(fence.getLong(SinkDocuments.NEXT), fence.getId()));
        }
        return next;
    }

    /** Returns when the sink last applied something, by Firestore's clock. */
    public Instant lastMoved() throws InterruptedException, ExecutionException {
        return fences().stream()
                .map(fence -> Objects.requireNonNull(fence.getUpdateTime())
                        .toSqlTimestamp()
                        .toInstant())
                .max(Comparator.naturalOrder())
                .orElseThrow(() -> new IllegalStateException("The sink has not claimed a partition yet"));
    }

    private List<? extends DocumentSnapshot> fences() throws InterruptedException, ExecutionException {
        // A partition's number follows the prefix, and a colon follows the digits.
        return firestore
                .collection(SinkDocuments.FENCES)
                .whereGreaterThanOrEqualTo(FieldPath.documentId(), prefix)
                .whereLessThan(FieldPath.documentId(), prefix + ':')
                .get()
                .get()
                .getDocuments();
    }
}

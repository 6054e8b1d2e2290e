package dev.mentions.cli.pipeline;

import com.google.cloud.firestore.Firestore;
import com.google.cloud.firestore.QueryDocumentSnapshot;
import dev.mentions.contract.Generation;
import dev.mentions.sink.plan.SinkDocuments;
import java.util.HashMap;
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
        String id = SinkDocuments.fenceId(sink, generation, 0);
        this.prefix = id.substring(0, id.lastIndexOf('.') + 1);
    }

    @Override
    public Map<Integer, Long> next() throws InterruptedException, ExecutionException {
        Map<Integer, Long> next = new HashMap<>();
        for (QueryDocumentSnapshot fence :
                firestore.collection(SinkDocuments.FENCES).get().get().getDocuments()) {
            if (fence.getId().startsWith(prefix)) {
                next.put(
                        Integer.valueOf(fence.getId().substring(prefix.length())),
                        Objects.requireNonNull(fence.getLong(SinkDocuments.NEXT), fence.getId()));
            }
        }
        return next;
    }
}

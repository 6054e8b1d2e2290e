package dev.mentions.generations.progress;

import com.google.cloud.firestore.Firestore;
import com.google.cloud.firestore.QueryDocumentSnapshot;
import dev.mentions.contract.ConsumerGroups;
import dev.mentions.contract.LossDocuments;
import dev.mentions.contract.LostRecords;
import dev.mentions.contract.LostRecords.Kind;
import dev.mentions.contract.Topics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.TopicPartition;

/** Reads from Firestore which losses of records an operator has accepted. Thread-safe. */
public final class FirestoreLosses {

    private final Firestore firestore;

    /**
     * @param firestore kept open by the caller
     */
    public FirestoreLosses(Firestore firestore) {
        this.firestore = firestore;
    }

    /**
     * Returns what a generation goes on without, in the order of offsets, by application; an application that lacks nothing
     * is not there.
     */
    public Map<String, List<LostRecords>> of(Topics topics) throws InterruptedException, ExecutionException {
        Map<String, List<LostRecords>> losses = new TreeMap<>();
        for (QueryDocumentSnapshot document : firestore
                .collection(LossDocuments.LOSSES)
                .whereIn(
                        LossDocuments.APPLICATION,
                        List.of(ConsumerGroups.extract(topics.extraction()), ConsumerGroups.count(topics.generation())))
                .get()
                .get()
                .getDocuments()) {
            losses.computeIfAbsent(text(document, LossDocuments.APPLICATION), application -> new ArrayList<>())
                    .add(lost(document));
        }
        losses.values()
                .forEach(lost -> lost.sort(Comparator.comparing(
                                (LostRecords each) -> each.partition().partition())
                        .thenComparing(LostRecords::first)));
        return losses;
    }

    private static LostRecords lost(QueryDocumentSnapshot document) {
        return new LostRecords(
                new TopicPartition(
                        text(document, LossDocuments.TOPIC),
                        Math.toIntExact(number(document, LossDocuments.PARTITION))),
                number(document, LossDocuments.FIRST),
                number(document, LossDocuments.LAST),
                Boolean.TRUE.equals(document.getBoolean(LossDocuments.READ)) ? Kind.READ : Kind.UNREAD);
    }

    private static String text(QueryDocumentSnapshot document, String field) {
        return Objects.requireNonNull(document.getString(field), () -> document.getId() + " has no " + field);
    }

    private static long number(QueryDocumentSnapshot document, String field) {
        return Objects.requireNonNull(document.getLong(field), () -> document.getId() + " has no " + field);
    }
}

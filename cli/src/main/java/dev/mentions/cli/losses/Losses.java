package dev.mentions.cli.losses;

import com.google.cloud.firestore.FieldValue;
import com.google.cloud.firestore.Firestore;
import dev.mentions.contract.LossDocuments;
import dev.mentions.contract.LostRecords;
import dev.mentions.contract.Topics;
import dev.mentions.generations.progress.FirestoreLosses;
import dev.mentions.streams.runtime.SourceOffsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Records that the two applications of a generation have lost: found in Kafka, accepted in Firestore. Not thread-safe. */
public final class Losses {

    private static final long POLL_MILLIS = 500;

    private final Map<String, String> kafka;
    private final Firestore firestore;
    private final Topics topics;
    private final List<SourceOffsets> applications;

    /**
     * @param kafka settings of Kafka clients, brokers among them
     * @param admin kept open by the caller
     * @param firestore kept open by the caller
     * @param topics of the generation
     */
    public Losses(Map<String, String> kafka, Admin admin, Firestore firestore, Topics topics) {
        this.kafka = Map.copyOf(kafka);
        this.firestore = firestore;
        this.topics = topics;
        this.applications = List.of(SourceOffsets.ofExtract(admin, topics), SourceOffsets.ofCount(admin, topics));
    }

    /** Returns what is gone and not accepted yet, by application. Applications that lack nothing are left out. */
    public Map<String, List<LostRecords>> found() throws InterruptedException, ExecutionException, TimeoutException {
        Map<String, List<LostRecords>> found = new LinkedHashMap<>();
        for (SourceOffsets application : applications) {
            List<LostRecords> lost = find(application);
            if (!lost.isEmpty()) {
                found.put(application.applicationId(), lost);
            }
        }
        return found;
    }

    /** Returns what was accepted, by application. */
    public Map<String, List<LostRecords>> accepted() throws InterruptedException, ExecutionException {
        return new FirestoreLosses(firestore).of(topics);
    }

    /**
     * Moves the applications over what is gone and records the loss.
     *
     * @param limit how long to wait for instances that were stopped: a static member leaves its group at the end of its
     *     session
     * @return what was accepted, by application
     * @throws IllegalStateException if instances of an application still run after that time, or start meanwhile. A second
     *     call completes the move
     */
    public Map<String, List<LostRecords>> accept(Duration limit)
            throws InterruptedException, ExecutionException, TimeoutException {
        long deadline = System.nanoTime() + limit.toNanos();
        Map<String, List<LostRecords>> acceptedNow = new LinkedHashMap<>();
        for (SourceOffsets application : applications) {
            List<LostRecords> lost = find(application);
            while (!lost.isEmpty() && application.isInUse()) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException(application.applicationId()
                            + " still runs, and Kafka moves an application only while no instance of it runs. Stop all"
                            + " streams apps and run this again; nothing of its losses is accepted yet");
                }
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
                // It may have fetched them before they were deleted.
                lost = find(application);
            }
            if (!lost.isEmpty()) {
                // Its other threads and instances have committed what they had read as they stopped.
                lost = find(application);
            }
            if (lost.isEmpty()) {
                continue;
            }
            record(application.applicationId(), lost);
            application.skip(lost);
            acceptedNow.put(application.applicationId(), lost);
        }
        return acceptedNow;
    }

    /** Writes that an application goes on without these records. Writing a loss again replaces it. */
    private void record(String applicationId, List<LostRecords> lost) throws InterruptedException, ExecutionException {
        for (LostRecords each : lost) {
            firestore
                    .collection(LossDocuments.LOSSES)
                    .document(LossDocuments.id(applicationId, each.partition().partition(), each.first()))
                    .set(Map.of(
                            LossDocuments.APPLICATION,
                            applicationId,
                            LossDocuments.TOPIC,
                            each.partition().topic(),
                            LossDocuments.PARTITION,
                            (long) each.partition().partition(),
                            LossDocuments.FIRST,
                            each.first(),
                            LossDocuments.LAST,
                            each.last(),
                            LossDocuments.READ,
                            each.kind() == LostRecords.Kind.READ,
                            LossDocuments.ACCEPTED_AT,
                            FieldValue.serverTimestamp()))
                    .get();
        }
    }

    private List<LostRecords> find(SourceOffsets application)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        try (KafkaConsumer<byte[], byte[]> probe =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return application.lost(probe);
        }
    }
}

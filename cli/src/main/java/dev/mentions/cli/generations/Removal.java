package dev.mentions.cli.generations;

import com.google.cloud.firestore.CollectionReference;
import com.google.cloud.firestore.DocumentReference;
import com.google.cloud.firestore.FieldPath;
import com.google.cloud.firestore.Firestore;
import com.google.cloud.firestore.QueryDocumentSnapshot;
import com.google.cloud.firestore.WriteBatch;
import dev.mentions.contract.CountDocuments;
import dev.mentions.contract.Generation;
import dev.mentions.contract.TopicSpec;
import dev.mentions.contract.Topics;
import dev.mentions.sink.config.SinkConfig;
import dev.mentions.sink.plan.SinkDocuments;
import dev.mentions.streams.config.StreamsAppConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Takes a generation away, in Kafka and in Firestore, until nothing of it is left. One that was interrupted is done by
 * doing it again. For one thread.
 */
public final class Removal {

    private static final int DOCUMENTS_A_BATCH = 300;
    private static final long POLL_MILLIS = 500;
    private static final long LIMIT_SECONDS = 60;

    private final Admin admin;
    private final Firestore firestore;
    private final Generation generation;
    private final String sink;

    /**
     * @param admin kept open by the caller
     * @param firestore kept open by the caller
     * @param sink the sink's name
     */
    public Removal(Admin admin, Firestore firestore, Generation generation, String sink) {
        this.admin = admin;
        this.firestore = firestore;
        this.generation = generation;
        this.sink = sink;
    }

    /**
     * Waits until no process counts in this generation any more. One that was killed, or is a static member, is listed
     * until its session is over.
     *
     * @return the groups that still have members after that time; none when all have left
     */
    public List<String> awaitNobody(Duration limit) throws InterruptedException, ExecutionException, TimeoutException {
        long deadline = System.nanoTime() + limit.toNanos();
        List<String> used = groupsInUse();
        while (!used.isEmpty() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            used = groupsInUse();
        }
        return used;
    }

    /** Returns the groups that have members, of whatever protocol. */
    public List<String> groupsInUse() throws InterruptedException, ExecutionException, TimeoutException {
        return admin.listGroups().all().get(LIMIT_SECONDS, TimeUnit.SECONDS).stream()
                .filter(group -> groups().contains(group.groupId()))
                .filter(group -> group.groupState()
                        .filter(state -> state != GroupState.EMPTY && state != GroupState.DEAD)
                        .isPresent())
                .map(GroupListing::groupId)
                .sorted()
                .toList();
    }

    private List<String> groups() {
        return List.of(
                StreamsAppConfig.extractApplicationId(generation),
                StreamsAppConfig.countApplicationId(generation),
                SinkConfig.groupId(sink, generation));
    }

    /** Deletes the topics, changelogs and consumer groups. */
    public void fromKafka() throws InterruptedException, ExecutionException, TimeoutException {
        ignoring(
                UnknownTopicOrPartitionException.class,
                admin.deleteTopics(topics()).topicNameValues().values());
        ignoring(
                GroupIdNotFoundException.class,
                admin.deleteConsumerGroups(groups()).deletedGroups().values());
    }

    /** Returns the topics that are there of this generation alone. */
    public List<String> topics() throws InterruptedException, ExecutionException, TimeoutException {
        List<String> derived =
                new Topics(generation).derived().stream().map(TopicSpec::name).toList();
        Pattern changelog = Pattern.compile(Stream.of(
                        StreamsAppConfig.extractApplicationId(generation),
                        StreamsAppConfig.countApplicationId(generation))
                .map(Pattern::quote)
                .reduce((one, other) -> one + "|" + other)
                .map(applications -> "(" + applications + ")-(?!g\\d+-).*-changelog")
                .orElseThrow());
        return admin.listTopics().names().get(LIMIT_SECONDS, TimeUnit.SECONDS).stream()
                .filter(topic ->
                        derived.contains(topic) || changelog.matcher(topic).matches())
                .sorted()
                .toList();
    }

    private static void ignoring(Class<? extends Exception> gone, Collection<KafkaFuture<Void>> deletions)
            throws InterruptedException, ExecutionException, TimeoutException {
        for (KafkaFuture<Void> deletion : deletions) {
            try {
                deletion.get(LIMIT_SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                if (!gone.isInstance(e.getCause())) {
                    throw e;
                }
            }
        }
    }

    /**
     * Deletes the counts, the fences and what is kept of records that were skipped.
     *
     * @param progress told how many documents are deleted by now
     */
    public void fromFirestore(LongConsumer progress) throws InterruptedException, ExecutionException {
        Deletions deletions = new Deletions(progress);
        // A document that is missing may have documents below: an entity can be counted before its article is.
        for (DocumentReference publication :
                firestore.collection(CountDocuments.root(generation)).listDocuments()) {
            for (DocumentReference window :
                    publication.collection(CountDocuments.WINDOWS).listDocuments()) {
                deletions.all(window.collection(CountDocuments.ENTITIES));
                deletions.one(window);
            }
            deletions.all(publication.collection(CountDocuments.ENTITIES));
            deletions.one(publication);
        }
        String prefix = SinkDocuments.generationPrefix(sink, generation);
        for (String collection : List.of(SinkDocuments.DEAD_LETTERS, SinkDocuments.FENCES)) {
            for (DocumentReference document : firestore.collection(collection).listDocuments()) {
                if (document.getId().startsWith(prefix)) {
                    deletions.one(document);
                }
            }
        }
        deletions.flush();
    }

    private final class Deletions {

        private final LongConsumer progress;
        private final List<DocumentReference> waiting = new ArrayList<>();
        private long deleted;

        Deletions(LongConsumer progress) {
            this.progress = progress;
        }

        void all(CollectionReference collection) throws InterruptedException, ExecutionException {
            while (true) {
                List<QueryDocumentSnapshot> page = collection
                        .select(FieldPath.documentId())
                        .limit(DOCUMENTS_A_BATCH)
                        .get()
                        .get()
                        .getDocuments();
                if (page.isEmpty()) {
                    return;
                }
                for (QueryDocumentSnapshot document : page) {
                    one(document.getReference());
                }
                flush();
            }
        }

        void one(DocumentReference document) throws InterruptedException, ExecutionException {
            waiting.add(document);
            if (waiting.size() >= DOCUMENTS_A_BATCH) {
                flush();
            }
        }

        void flush() throws InterruptedException, ExecutionException {
            if (waiting.isEmpty()) {
                return;
            }
            WriteBatch batch = firestore.batch();
            waiting.forEach(batch::delete);
            batch.commit().get();
            deleted += waiting.size();
            waiting.clear();
            progress.accept(deleted);
        }
    }
}

package dev.mentions.sink.store;

import com.google.firestore.v1.CommitRequest;
import com.google.firestore.v1.Document;
import com.google.firestore.v1.DocumentMask;
import com.google.firestore.v1.DocumentTransform.FieldTransform;
import com.google.firestore.v1.DocumentTransform.FieldTransform.ServerValue;
import com.google.firestore.v1.Precondition;
import com.google.firestore.v1.Value;
import com.google.firestore.v1.Write;
import com.google.protobuf.Timestamp;
import dev.mentions.contract.CountDocuments;
import dev.mentions.contract.EntityKey;
import dev.mentions.contract.EntityKind;
import dev.mentions.contract.Generation;
import dev.mentions.contract.SinkDocuments;
import dev.mentions.sink.plan.CommitPlan;
import dev.mentions.sink.plan.CountChange;
import dev.mentions.sink.plan.DeadLetter;
import dev.mentions.sink.plan.Fence;
import dev.mentions.sink.plan.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Turns plans into Firestore's requests. A change is what the client library calls set with merge and increment: an
 * update under a mask, with a transform.
 */
final class CommitRequests {

    private static final DocumentMask NEXT = mask(SinkDocuments.NEXT);
    private static final DocumentMask CLAIM = mask(SinkDocuments.OWNER, SinkDocuments.EPOCH);
    private static final DocumentMask PUBLICATION = mask(CountDocuments.KEY, CountDocuments.NAME);
    private static final DocumentMask ENTITY = mask(
            CountDocuments.KEY,
            CountDocuments.TEXT,
            CountDocuments.KIND,
            CountDocuments.GENERATION,
            CountDocuments.PERIOD);
    private static final DocumentMask WINDOW = mask(CountDocuments.START, CountDocuments.END);
    private static final DocumentMask EXPIRING_WINDOW =
            mask(CountDocuments.START, CountDocuments.END, CountDocuments.EXPIRE_AT);
    private static final DocumentMask EXPIRING_ENTITY = mask(
            CountDocuments.KEY,
            CountDocuments.TEXT,
            CountDocuments.KIND,
            CountDocuments.GENERATION,
            CountDocuments.PERIOD,
            CountDocuments.EXPIRE_AT);

    /** Publications number in the thousands and recur in every commit; past the bound the ids are just made again. */
    private static final int CACHED_PUBLICATIONS = 10_000;

    private final String database;
    private final String documents;
    private final String sink;
    private final Generation generation;
    private final String topic;
    private final Duration windowRetention;
    private final Map<String, String> publicationPaths = new ConcurrentHashMap<>();

    /**
     * @param database {@code projects/P/databases/D}
     * @param windowRetention zero for documents that never expire
     */
    CommitRequests(String database, String sink, Generation generation, String topic, Duration windowRetention) {
        this.database = database;
        this.documents = database + "/documents/";
        this.sink = sink;
        this.generation = generation;
        this.topic = topic;
        this.windowRetention = windowRetention;
    }

    String fencePath(int partition) {
        return documents + SinkDocuments.FENCES + '/' + SinkDocuments.fenceId(sink, generation, partition);
    }

    CommitRequest create(int partition, Fence fence) {
        Document document = Document.newBuilder()
                .setName(fencePath(partition))
                .putFields(SinkDocuments.NEXT, integer(fence.next()))
                .putFields(SinkDocuments.OWNER, string(fence.owner()))
                .putFields(SinkDocuments.EPOCH, integer(fence.epoch()))
                .putFields(SinkDocuments.TOPIC_ID, string(fence.topicId()))
                .build();
        return request(List.of(Write.newBuilder()
                .setUpdate(document)
                .setCurrentDocument(Precondition.newBuilder().setExists(false))
                .build()));
    }

    CommitRequest claim(int partition, Fence fence, Instant updateTime) {
        Document document = Document.newBuilder()
                .setName(fencePath(partition))
                .putFields(SinkDocuments.OWNER, string(fence.owner()))
                .putFields(SinkDocuments.EPOCH, integer(fence.epoch()))
                .build();
        return request(List.of(fenceWrite(document, CLAIM, updateTime)));
    }

    CommitRequest commit(int partition, CommitPlan plan, Instant updateTime) {
        CommitRequest.Builder request = CommitRequest.newBuilder().setDatabase(database);
        Document fence = Document.newBuilder()
                .setName(fencePath(partition))
                .putFields(SinkDocuments.NEXT, integer(plan.end()))
                .build();
        request.addWrites(fenceWrite(fence, NEXT, updateTime));
        for (CountChange change : plan.changes()) {
            request.addWrites(write(change, plan.at()));
        }
        for (DeadLetter letter : plan.deadLetters()) {
            request.addWrites(write(partition, letter, plan.at()));
        }
        return request.build();
    }

    private static Write fenceWrite(Document document, DocumentMask mask, Instant updateTime) {
        return Write.newBuilder()
                .setUpdate(document)
                .setUpdateMask(mask)
                .setCurrentDocument(Precondition.newBuilder().setUpdateTime(timestamp(updateTime)))
                .build();
    }

    private Write write(CountChange change, Instant now) {
        EntityKey key = change.key();
        Window window = change.window();
        boolean expires = window != null && !windowRetention.isZero();
        Document.Builder document = Document.newBuilder();
        if (expires) {
            Instant last = window.end().isAfter(now) ? window.end() : now;
            document.putFields(CountDocuments.EXPIRE_AT, time(last.plus(windowRetention)));
        }
        String parent = publicationPath(key.publication());
        if (window != null) {
            parent += '/' + CountDocuments.WINDOWS + '/' + CountDocuments.windowId(window.start());
        }
        if (key.kind() == EntityKind.ARTICLE) {
            document.setName(parent);
            if (window == null) {
                document.putFields(CountDocuments.KEY, string(key.publication()))
                        .putFields(CountDocuments.NAME, string(change.displayName()));
                // Firestore's own time: readers ask for what has changed since, and sinks' clocks differ.
                return increment(document, PUBLICATION, CountDocuments.ARTICLES, change.delta())
                        .addUpdateTransforms(FieldTransform.newBuilder()
                                .setFieldPath(CountDocuments.UPDATED_AT)
                                .setSetToServerValue(ServerValue.REQUEST_TIME))
                        .build();
            }
            document.putFields(CountDocuments.START, time(window.start()))
                    .putFields(CountDocuments.END, time(window.end()));
            return increment(document, expires ? EXPIRING_WINDOW : WINDOW, CountDocuments.ARTICLES, change.delta())
                    .build();
        }
        document.setName(parent
                        + '/'
                        + CountDocuments.ENTITIES
                        + '/'
                        + CountDocuments.entityId(key.kind(), key.entity()))
                .putFields(CountDocuments.KEY, string(key.entity()))
                .putFields(CountDocuments.TEXT, string(change.displayName()))
                .putFields(CountDocuments.KIND, string(key.kind().spelling()))
                .putFields(CountDocuments.GENERATION, integer(generation.number()))
                .putFields(
                        CountDocuments.PERIOD,
                        string(window == null ? CountDocuments.ALL_TIME : CountDocuments.ONE_WINDOW));
        return increment(document, expires ? EXPIRING_ENTITY : ENTITY, CountDocuments.COUNT, change.delta())
                .build();
    }

    private Write write(int partition, DeadLetter letter, Instant now) {
        String id = SinkDocuments.deadLetterId(sink, generation, partition, letter.offset());
        return Write.newBuilder()
                .setUpdate(Document.newBuilder()
                        .setName(documents + SinkDocuments.DEAD_LETTERS + '/' + id)
                        .putFields(SinkDocuments.TOPIC, string(topic))
                        .putFields(SinkDocuments.PARTITION, integer(partition))
                        .putFields(SinkDocuments.OFFSET, integer(letter.offset()))
                        .putFields(SinkDocuments.REASON, string(letter.reason()))
                        .putFields(SinkDocuments.AT, time(now)))
                .build();
    }

    private static Write.Builder increment(Document.Builder document, DocumentMask mask, String counter, long delta) {
        return Write.newBuilder()
                .setUpdate(document)
                .setUpdateMask(mask)
                .addUpdateTransforms(
                        FieldTransform.newBuilder().setFieldPath(counter).setIncrement(integer(delta)));
    }

    private String publicationPath(String key) {
        String known = publicationPaths.get(key);
        if (known != null) {
            return known;
        }
        String path = documents + CountDocuments.root(generation) + '/' + CountDocuments.publicationId(key);
        if (publicationPaths.size() < CACHED_PUBLICATIONS) {
            publicationPaths.put(key, path);
        }
        return path;
    }

    private CommitRequest request(List<Write> writes) {
        return CommitRequest.newBuilder()
                .setDatabase(database)
                .addAllWrites(writes)
                .build();
    }

    private static DocumentMask mask(String... fields) {
        return DocumentMask.newBuilder().addAllFieldPaths(List.of(fields)).build();
    }

    private static Value integer(long value) {
        return Value.newBuilder().setIntegerValue(value).build();
    }

    private static Value string(String value) {
        return Value.newBuilder().setStringValue(value).build();
    }

    private static Value time(Instant value) {
        return Value.newBuilder().setTimestampValue(timestamp(value)).build();
    }

    private static Timestamp timestamp(Instant value) {
        return Timestamp.newBuilder()
                .setSeconds(value.getEpochSecond())
                .setNanos(value.getNano())
                .build();
    }
}

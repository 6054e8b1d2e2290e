package dev.mentions.embedded.firestore;

import com.google.firestore.v1.DocumentChange;
import com.google.firestore.v1.DocumentDelete;
import com.google.firestore.v1.DocumentRemove;
import com.google.firestore.v1.ListenResponse;
import com.google.firestore.v1.Target;
import com.google.firestore.v1.Target.QueryTarget;
import com.google.protobuf.Timestamp;
import dev.mentions.embedded.firestore.query.Indexes;
import dev.mentions.embedded.firestore.query.Query;
import dev.mentions.embedded.firestore.store.Change;
import dev.mentions.embedded.firestore.store.Database;
import dev.mentions.embedded.firestore.store.Database.Read;
import dev.mentions.embedded.firestore.store.DocumentName;
import dev.mentions.embedded.firestore.store.DocumentRead;
import dev.mentions.embedded.firestore.store.Micros;
import dev.mentions.embedded.firestore.store.Scope;
import dev.mentions.embedded.firestore.store.StoredDocument;
import dev.mentions.embedded.firestore.value.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One set of documents that a client listens to, and what the client knows of it. */
final class ListenTarget {

    /** What has to be sent so that the client knows the documents as of one moment. */
    record Update(List<ListenResponse> responses, long readMicros, int documents) {}

    private final int id;
    private final Set<String> names;
    private final @Nullable Query query;
    private final Map<String, Long> known = new HashMap<>();
    private volatile boolean stale = true;

    /**
     * @param databaseName {@code projects/{p}/databases/{d}} of the request
     * @throws io.grpc.StatusRuntimeException when production would refuse the target
     */
    ListenTarget(Target target, String databaseName, Indexes indexes) {
        this.id = target.getTargetId();
        this.names = Set.copyOf(target.getDocuments().getDocumentsList());
        this.query = target.hasQuery() ? query(target.getQuery(), databaseName, indexes) : null;
        if (query == null && names.isEmpty()) {
            throw Refusal.invalid("A target has no query and no documents. Set one of them.");
        }
        names.forEach(name -> DocumentName.checkReference(name, databaseName));
    }

    private static Query query(QueryTarget target, String databaseName, Indexes indexes) {
        Query query = Query.parse(target.getParent(), target.getStructuredQuery(), indexes);
        Scope scope = query.scope();
        if (!DocumentName.databaseOf(scope.parent()).equals(databaseName)) {
            throw Refusal.invalid("The target's parent \"" + scope.parent() + "\" is not in database \"" + databaseName
                    + "\", which the request is for. Listen to it in a request for its own database.");
        }
        if (scope.isKindless() || (scope.allDescendants() && !DocumentName.isRoot(scope.parent()))) {
            throw Refusal.invalid(
                    "The target is for collections of every id, or for a collection group below a document. "
                            + "Firestore does not document such targets. Listen to one collection, or to the collection group of "
                            + "the whole database.");
        }
        return query;
    }

    int id() {
        return id;
    }

    /** Whether a commit may have changed what the client should know. */
    boolean concerns(List<Change> changes) {
        return changes.stream().anyMatch(this::concerns);
    }

    private boolean concerns(Change change) {
        String collection = change.name().collectionPath();
        return query != null
                ? query.scope().contains(collection)
                : names.contains(collection + '/' + change.name().id());
    }

    void markStale() {
        stale = true;
    }

    boolean isStale() {
        return stale;
    }

    /** Looks again, and returns the difference to what the client knows. */
    Update update(Database database) {
        // Before looking: a commit that comes while looking makes it stale again.
        stale = false;
        List<StoredDocument> found = new ArrayList<>();
        long readMicros;
        if (query == null) {
            Read<List<DocumentRead>> read = database.get(List.copyOf(names), null);
            read.found().forEach(document -> {
                if (document.document() != null) {
                    found.add(document.document());
                }
            });
            readMicros = read.readMicros();
        } else {
            Query.Results results = query.run(database);
            results.documents().forEachRemaining(found::add);
            readMicros = results.readMicros();
        }
        return difference(found, readMicros, database);
    }

    private Update difference(List<StoredDocument> found, long readMicros, Database database) {
        List<ListenResponse> responses = new ArrayList<>();
        Set<String> gone = new HashSet<>(known.keySet());
        int documents = 0;
        for (StoredDocument document : found) {
            String name = document.name();
            gone.remove(name);
            Long version = known.put(name, document.updateMicros());
            if (version == null || version != document.updateMicros()) {
                responses.add(changed(document));
                documents++;
            }
        }
        if (!gone.isEmpty()) {
            List<String> names = List.copyOf(gone);
            database.get(names, null)
                    .found()
                    .forEach(read -> responses.add(removed(read, Micros.toTimestamp(readMicros))));
            names.forEach(known::remove);
        }
        return new Update(responses, readMicros, documents);
    }

    private ListenResponse changed(StoredDocument document) {
        return ListenResponse.newBuilder()
                .setDocumentChange(DocumentChange.newBuilder()
                        .setDocument(document.toDocument(query == null ? null : query.mask()))
                        .addTargetIds(id))
                .build();
    }

    /** A document that is still there only does not match any more. */
    private ListenResponse removed(DocumentRead read, Timestamp readTime) {
        ListenResponse.Builder response = ListenResponse.newBuilder();
        return read.document() == null
                ? response.setDocumentDelete(DocumentDelete.newBuilder()
                                .setDocument(read.name())
                                .addRemovedTargetIds(id)
                                .setReadTime(readTime))
                        .build()
                : response.setDocumentRemove(DocumentRemove.newBuilder()
                                .setDocument(read.name())
                                .addRemovedTargetIds(id)
                                .setReadTime(readTime))
                        .build();
    }
}

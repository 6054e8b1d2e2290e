package dev.mentions.generations.storage;

import com.google.cloud.firestore.CollectionReference;
import com.google.cloud.firestore.DocumentReference;
import com.google.cloud.firestore.FieldPath;
import com.google.cloud.firestore.Firestore;
import com.google.cloud.firestore.QueryDocumentSnapshot;
import com.google.cloud.firestore.WriteBatch;
import dev.mentions.contract.CountDocuments;
import dev.mentions.contract.Generation;
import dev.mentions.contract.SinkDocuments;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.LongConsumer;

/** What a generation alone has in Firestore: its counts, fences and what is kept of records that were skipped. */
public final class GenerationInFirestore {

    private static final int DOCUMENTS_A_BATCH = 300;

    private final Firestore firestore;
    private final Generation generation;
    private final String sink;

    /**
     * @param firestore kept open by the caller
     * @param sink the sink's name
     */
    public GenerationInFirestore(Firestore firestore, Generation generation, String sink) {
        this.firestore = firestore;
        this.generation = generation;
        this.sink = sink;
    }

    /**
     * Deletes all of it. One that was interrupted is done by doing it again.
     *
     * @param progress told how many documents are deleted by now
     */
    public void delete(LongConsumer progress) throws InterruptedException, ExecutionException {
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

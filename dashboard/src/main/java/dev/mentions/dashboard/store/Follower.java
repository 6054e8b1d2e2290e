package dev.mentions.dashboard.store;

import com.google.cloud.firestore.DocumentChange;
import com.google.cloud.firestore.DocumentReference;
import com.google.cloud.firestore.Firestore;
import com.google.cloud.firestore.FirestoreException;
import com.google.cloud.firestore.ListenerRegistration;
import com.google.cloud.firestore.QuerySnapshot;
import dev.mentions.contract.CountDocuments;
import dev.mentions.contract.Generation;
import dev.mentions.contract.GenerationDocuments;
import dev.mentions.dashboard.metrics.DashboardMetrics.Read;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Listens to Firestore: what changes is told, and costs a read; what does not costs nothing. Thread-safe. */
public final class Follower {

    private final Firestore firestore;
    private final ReadBudget budget;
    private final ReadMeter meter;
    private final Executor executor;

    /** Goes on until it is closed. */
    public interface Following extends AutoCloseable {

        @Override
        void close();
    }

    /** What is heard, on the executor. */
    public interface Listener<T> {

        void heard(T news);

        /** Nothing more is heard. */
        void ended(StoreAwayException cause);
    }

    /**
     * @param firestore kept open by the caller
     * @param executor runs the listeners
     */
    public Follower(Firestore firestore, ReadBudget budget, ReadMeter meter, Executor executor) {
        this.firestore = firestore;
        this.budget = budget;
        this.meter = meter;
        this.executor = executor;
    }

    /** Tells the generation that readers take, now and whenever it changes, until it is closed. */
    public Following generation(Listener<Generation> listener) {
        DocumentReference pointer =
                firestore.collection(GenerationDocuments.META).document(GenerationDocuments.CURRENT);
        ListenerRegistration registration = pointer.addSnapshotListener(executor, (document, error) -> {
            if (document == null) {
                listener.ended(away(error));
                return;
            }
            spend(Read.GENERATION, 1);
            Long number = document.getLong(GenerationDocuments.GENERATION);
            listener.heard(number == null ? Generation.FIRST : new Generation(Math.toIntExact(number)));
        });
        return registration::remove;
    }

    /**
     * Tells the publications from a position on, now and whenever they change, until it is closed.
     *
     * @param limit of them that are followed
     * @throws BudgetSpentException when the budget does not allow what that may cost at first
     */
    public Following publications(
            Generation generation, Position position, int limit, Listener<List<PublicationRow>> listener) {
        budget.take(limit, Need.REFRESH);
        budget.giveBack(limit);
        ListenerRegistration registration = position.in(firestore.collection(CountDocuments.root(generation)), limit)
                .addSnapshotListener(executor, (snapshot, error) -> {
                    if (snapshot == null) {
                        listener.ended(away(error));
                        return;
                    }
                    spend(Read.PUBLICATIONS, Math.max(1, changed(snapshot)));
                    listener.heard(snapshot.getDocuments().stream()
                            .map(Rows::publication)
                            .flatMap(Optional::stream)
                            .toList());
                });
        return registration::remove;
    }

    private static long changed(QuerySnapshot snapshot) {
        return snapshot.getDocumentChanges().stream()
                .filter(change -> change.getType() != DocumentChange.Type.REMOVED)
                .count();
    }

    /** What a listener costs is known when it has been read. */
    private void spend(Read what, long reads) {
        meter.count(what, reads);
        budget.giveBack(-reads);
    }

    private static StoreAwayException away(@Nullable FirestoreException error) {
        return new StoreAwayException(
                "Firestore ended a listener", error == null ? new IllegalStateException("no cause") : error);
    }
}

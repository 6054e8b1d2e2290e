package dev.mentions.dashboard.store;

import com.google.api.core.ApiFuture;
import com.google.cloud.firestore.DocumentReference;
import com.google.cloud.firestore.DocumentSnapshot;
import com.google.cloud.firestore.FieldPath;
import com.google.cloud.firestore.Firestore;
import com.google.cloud.firestore.Query;
import com.google.cloud.firestore.Query.Direction;
import dev.mentions.contract.CountDocuments;
import dev.mentions.contract.EntityKind;
import dev.mentions.contract.Generation;
import dev.mentions.dashboard.metrics.DashboardMetrics.Read;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads counts from Firestore, once for each call: whoever asks keeps what it gets. Every read is counted and taken from
 * the budget. Safe for use by several threads.
 *
 * <p>Every method throws {@link BudgetSpentException} when the budget does not allow it, and {@link StoreAwayException}
 * when Firestore does not answer.
 */
public final class CountStore {

    /** Documents of one look-up. Firestore allows more; answers of this size arrive quickly. */
    private static final int LOOK_UP = 500;

    /** A publication has some hundred bytes; a first look costs a read each. */
    private static final int MANY_PUBLICATIONS = 1_000;

    private static final long LIMIT_SECONDS = 10;

    private final Firestore firestore;
    private final ReadBudget budget;
    private final ReadMeter meter;

    /** @param firestore kept open by the caller */
    public CountStore(Firestore firestore, ReadBudget budget, ReadMeter meter) {
        this.firestore = firestore;
        this.budget = budget;
        this.meter = meter;
    }

    /** Returns every publication of a generation. */
    public List<PublicationRow> publications(Generation generation) {
        Query all = firestore.collection(CountDocuments.root(generation));
        return query(Read.PUBLICATIONS, Need.FIRST, MANY_PUBLICATIONS, all, Rows::publication);
    }

    /** Returns the publications that were counted after others, in that order, from a position on. */
    public List<PublicationRow> publicationsSince(Generation generation, Position position, int limit) {
        return query(
                Read.PUBLICATIONS,
                Need.REFRESH,
                limit,
                position.in(firestore.collection(CountDocuments.root(generation)), limit),
                Rows::publication);
    }

    /**
     * Returns the newest windows of a publication, oldest first.
     *
     * @param from start of the first one wanted; null for no bound
     * @param to windows that start here or later are not wanted; null for no bound
     */
    public List<WindowRow> windows(Place place, @Nullable Instant from, @Nullable Instant to, int limit, Need need) {
        Query windows = firestore
                .collection(CountDocuments.root(place.generation()))
                .document(place.publication())
                .collection(CountDocuments.WINDOWS)
                .orderBy(CountDocuments.START, Direction.DESCENDING);
        if (from != null) {
            windows = windows.whereGreaterThanOrEqualTo(CountDocuments.START, Rows.timestamp(from));
        }
        if (to != null) {
            windows = windows.whereLessThan(CountDocuments.START, Rows.timestamp(to));
        }
        List<WindowRow> rows = query(Read.WINDOWS, need, limit, windows.limit(limit), Rows::window);
        List<WindowRow> ascending = new ArrayList<>(rows);
        Collections.reverse(ascending);
        return ascending;
    }

    /**
     * Returns the entities counted most at a place, most first.
     *
     * @param kinds none for all
     * @param after the last one not wanted any more; null to begin at the top
     */
    public List<EntityRow> top(Place place, Set<EntityKind> kinds, @Nullable Rank after, int limit, Need need) {
        Query entities = place.entities(firestore);
        if (kinds.size() == 1) {
            entities = entities.whereEqualTo(
                    CountDocuments.KIND, kinds.iterator().next().spelling());
        } else if (!kinds.isEmpty()) {
            entities = entities.whereIn(
                    CountDocuments.KIND,
                    kinds.stream().map(EntityKind::spelling).sorted().toList());
        }
        Query sorted = entities.orderBy(CountDocuments.COUNT, Direction.DESCENDING)
                .orderBy(FieldPath.documentId(), Direction.DESCENDING)
                .limit(limit);
        if (after != null) {
            sorted = sorted.startAfter(after.count(), after.id());
        }
        return query(Read.ENTITIES, need, limit, sorted, Rows::entity);
    }

    /** Returns those of the counts that there are. */
    public Map<EntityAt, EntityRow> look(Collection<EntityAt> wanted, Need need) {
        Map<EntityAt, EntityRow> found = new HashMap<>();
        List<EntityAt> all = List.copyOf(wanted);
        for (int from = 0; from < all.size(); from += LOOK_UP) {
            List<EntityAt> some = all.subList(from, Math.min(all.size(), from + LOOK_UP));
            Map<String, EntityAt> byPath = new HashMap<>();
            List<DocumentReference> references = new ArrayList<>();
            for (EntityAt one : some) {
                DocumentReference reference = one.place().entities(firestore).document(one.entity());
                references.add(reference);
                byPath.put(reference.getPath(), one);
            }
            budget.take(some.size(), need);
            List<DocumentSnapshot> documents = await(firestore.getAll(references.toArray(DocumentReference[]::new)));
            meter.count(Read.COUNTS, some.size());
            for (DocumentSnapshot document : documents) {
                Rows.entity(document)
                        .ifPresent(row ->
                                found.put(byPath.get(document.getReference().getPath()), row));
            }
        }
        return found;
    }

    private <T> List<T> query(
            Read what, Need need, int atMost, Query query, Function<DocumentSnapshot, Optional<T>> mapping) {
        budget.take(atMost, need);
        long read = 0;
        try {
            List<? extends DocumentSnapshot> documents = await(query.get()).getDocuments();
            // A query that finds nothing is billed as one read.
            read = Math.max(1, documents.size());
            List<T> rows = new ArrayList<>();
            documents.forEach(document -> mapping.apply(document).ifPresent(rows::add));
            return rows;
        } finally {
            meter.count(what, read);
            budget.giveBack(atMost - read);
        }
    }

    private static <T> T await(ApiFuture<T> answer) {
        try {
            return answer.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new StoreAwayException("Firestore did not answer", e.getCause());
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new StoreAwayException("Firestore did not answer within " + LIMIT_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreAwayException("Interrupted while waiting for Firestore", e);
        }
    }
}

package dev.mentions.generations.counts;

import com.google.api.gax.rpc.ApiStreamObserver;
import com.google.cloud.firestore.DocumentReference;
import com.google.cloud.firestore.DocumentSnapshot;
import com.google.cloud.firestore.Firestore;
import com.google.cloud.firestore.Query;
import dev.mentions.contract.CountDocuments;
import dev.mentions.contract.EntityKind;
import dev.mentions.contract.Generation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads counts from Firestore. Holds one publication's counts at a time. For one thread. */
public final class FirestoreCounts {

    private final Firestore firestore;
    private final String root;

    /**
     * A publication as a person knows it.
     *
     * @param key its {@link dev.mentions.contract.PublicationKey}
     * @param name the form of the name to display
     * @param articles posts counted
     */
    public record Publication(String key, String name, long articles, DocumentReference document) {}

    /**
     * An entity with its count.
     *
     * @param text the form of the name to display
     */
    public record Ranked(EntityKind kind, String entity, String text, long count) {}

    /** @param firestore kept open by the caller */
    public FirestoreCounts(Firestore firestore, Generation generation) {
        this.firestore = firestore;
        this.root = CountDocuments.root(generation);
    }

    /** Returns every publication that has a counted article, in the order of their keys. */
    public List<Publication> publications() throws InterruptedException, ExecutionException {
        List<Publication> publications = read(
                firestore.collection(root),
                document -> new Publication(
                        text(document, CountDocuments.KEY),
                        text(document, CountDocuments.NAME),
                        number(document, CountDocuments.ARTICLES),
                        document.getReference()));
        publications.sort(Comparator.comparing(
                publication -> new CountLine(publication.key(), EntityKind.ARTICLE, "", null, 0), CountLine.ORDER));
        return publications;
    }

    /** Returns a publication's counts over all time, in canonical order. */
    public Stream<CountLine> totals(Publication publication) throws InterruptedException, ExecutionException {
        List<CountLine> lines = entities(publication, publication.document(), null);
        lines.add(articles(publication, null, publication.articles()));
        return canonical(lines);
    }

    /** Returns a publication's counts in each window, in canonical order. */
    public Stream<CountLine> windows(Publication publication) throws InterruptedException, ExecutionException {
        record Window(Instant start, long articles, DocumentReference document) {}
        List<Window> windows = read(
                publication.document().collection(CountDocuments.WINDOWS),
                document -> new Window(
                        Instant.parse(document.getId()),
                        number(document, CountDocuments.ARTICLES),
                        document.getReference()));
        List<CountLine> lines = new ArrayList<>();
        for (Window window : windows) {
            lines.add(articles(publication, window.start(), window.articles()));
            lines.addAll(entities(publication, window.document(), window.start()));
        }
        return canonical(lines);
    }

    /**
     * Returns the entities counted most, most first.
     *
     * @param kind one kind, or null for all
     * @param window the start of one window, or null for all time
     */
    public List<Ranked> top(Publication publication, @Nullable EntityKind kind, @Nullable Instant window, int limit)
            throws InterruptedException, ExecutionException {
        DocumentReference parent = window == null
                ? publication.document()
                : publication.document().collection(CountDocuments.WINDOWS).document(CountDocuments.windowId(window));
        Query entities = parent.collection(CountDocuments.ENTITIES);
        Query ofKind = kind == null ? entities : entities.whereEqualTo(CountDocuments.KIND, kind.spelling());
        return read(
                ofKind.orderBy(CountDocuments.COUNT, Query.Direction.DESCENDING).limit(limit),
                document -> new Ranked(
                        kind(document),
                        text(document, CountDocuments.KEY),
                        text(document, CountDocuments.TEXT),
                        number(document, CountDocuments.COUNT)));
    }

    private static Stream<CountLine> canonical(List<CountLine> lines) {
        return lines.stream().filter(line -> line.count() != 0).sorted(CountLine.ORDER);
    }

    private static CountLine articles(Publication publication, @Nullable Instant window, long count) {
        return new CountLine(publication.key(), EntityKind.ARTICLE, "", window, count);
    }

    private static List<CountLine> entities(Publication publication, DocumentReference parent, @Nullable Instant window)
            throws InterruptedException, ExecutionException {
        return read(
                parent.collection(CountDocuments.ENTITIES),
                document -> new CountLine(
                        publication.key(),
                        kind(document),
                        text(document, CountDocuments.KEY),
                        window,
                        number(document, CountDocuments.COUNT)));
    }

    private static EntityKind kind(DocumentSnapshot document) {
        String spelling = text(document, CountDocuments.KIND);
        return EntityKind.named(spelling)
                .orElseThrow(() -> new IllegalStateException(document.getReference()
                                .getPath() + " has kind " + spelling + ", which is not one of " + EntityKind.NAMES));
    }

    private static String text(DocumentSnapshot document, String field) {
        return Objects.requireNonNull(
                document.getString(field), () -> document.getReference().getPath() + " has no " + field);
    }

    private static long number(DocumentSnapshot document, String field) {
        return Objects.requireNonNull(
                document.getLong(field), () -> document.getReference().getPath() + " has no " + field);
    }

    /** Turns documents into what is wanted of them as they arrive: they are many times larger. */
    private static <T> List<T> read(Query query, Function<DocumentSnapshot, T> mapping)
            throws InterruptedException, ExecutionException {
        List<T> result = new ArrayList<>();
        CompletableFuture<List<T>> done = new CompletableFuture<>();
        query.stream(new ApiStreamObserver<DocumentSnapshot>() {
            @Override
            public void onNext(DocumentSnapshot document) {
                try {
                    result.add(mapping.apply(document));
                } catch (RuntimeException e) {
                    done.completeExceptionally(e);
                }
            }

            @Override
            public void onError(Throwable error) {
                done.completeExceptionally(error);
            }

            @Override
            public void onCompleted() {
                done.complete(result);
            }
        });
        return done.get();
    }
}

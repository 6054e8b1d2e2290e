package dev.mentions.generations.registry;

import com.google.cloud.Timestamp;
import com.google.cloud.firestore.DocumentReference;
import com.google.cloud.firestore.DocumentSnapshot;
import com.google.cloud.firestore.FieldValue;
import com.google.cloud.firestore.Firestore;
import com.google.cloud.firestore.Precondition;
import com.google.cloud.firestore.QueryDocumentSnapshot;
import dev.mentions.contract.Generation;
import dev.mentions.contract.GenerationDocuments;
import dev.mentions.contract.Topics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which generations there are, and which one readers take. Kept in Firestore. Safe for use by several threads. */
public final class Generations {

    private final Firestore firestore;

    /**
     * What readers take.
     *
     * @param generation that they take
     * @param previous that they took before, or null
     * @param writtenAt when that was written, by Firestore's clock; null when nothing was promoted yet
     */
    public record Pointer(
            Generation generation,
            @Nullable Generation previous,
            @Nullable Timestamp writtenAt) {}

    /** @param firestore kept open by the caller */
    public Generations(Firestore firestore) {
        this.firestore = firestore;
    }

    /** Returns the generation whose counts readers take. */
    public Generation current() throws InterruptedException, ExecutionException {
        return pointer().generation();
    }

    /** Returns the generation whose counts readers take, and the one before. */
    public Pointer pointer() throws InterruptedException, ExecutionException {
        DocumentSnapshot document = pointerDocument().get().get();
        if (!document.exists()) {
            return new Pointer(Generation.FIRST, null, null);
        }
        Generation current = generation(document, GenerationDocuments.GENERATION);
        return new Pointer(
                Objects.requireNonNull(current, document.getReference().getPath()),
                generation(document, GenerationDocuments.PREVIOUS),
                document.getUpdateTime());
    }

    private static @Nullable Generation generation(DocumentSnapshot document, String field) {
        Long number = document.getLong(field);
        return number == null ? null : new Generation(Math.toIntExact(number));
    }

    /**
     * Has readers take another generation, in one write.
     *
     * @param seen what they take, as the one who decides has seen it
     * @throws IllegalStateException when they take something else by now
     */
    public void promote(Pointer seen, Generation next) throws InterruptedException, ExecutionException {
        write(
                seen,
                Map.of(
                        GenerationDocuments.GENERATION,
                        (long) next.number(),
                        GenerationDocuments.PREVIOUS,
                        (long) seen.generation().number(),
                        GenerationDocuments.PROMOTED_AT,
                        FieldValue.serverTimestamp()));
    }

    /**
     * Forgets which generation readers took before, because it will be no more.
     *
     * @param seen what they take, as the one who decides has seen it, with a previous one
     * @throws IllegalStateException when they take something else by now
     */
    public void forgetPrevious(Pointer seen) throws InterruptedException, ExecutionException {
        write(seen, Map.of(GenerationDocuments.PREVIOUS, FieldValue.delete()));
    }

    /** Writes the pointer on condition that it is as it was seen. */
    private void write(Pointer seen, Map<String, Object> fields) throws InterruptedException, ExecutionException {
        try {
            if (seen.writtenAt() == null) {
                pointerDocument().create(fields).get();
            } else {
                pointerDocument()
                        .update(fields, Precondition.updatedAt(seen.writtenAt()))
                        .get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "It was not promoted, or somebody has done so at the same time: see 'mentions generations', where"
                            + " readers take generation " + current().number(),
                    e);
        }
    }

    /** Returns the replays that are there, promoted or not, in the order of their numbers. */
    public List<Replay> replays() throws InterruptedException, ExecutionException {
        List<Replay> replays = new ArrayList<>();
        for (QueryDocumentSnapshot document :
                firestore.collection(GenerationDocuments.REPLAYS).get().get().getDocuments()) {
            replays.add(ReplayFields.read(document));
        }
        replays.sort(Comparator.comparingInt(replay -> replay.generation().number()));
        return replays;
    }

    /** Returns what makes a generation; nothing for the first one, and for one that is not there. */
    public Optional<Replay> find(Generation generation) throws InterruptedException, ExecutionException {
        DocumentSnapshot document = replayDocument(generation).get().get();
        return document.exists() ? Optional.of(ReplayFields.read(document)) : Optional.empty();
    }

    /** Returns the generation that finds the names which a generation counts: mostly itself. */
    public Generation extraction(Generation generation) throws InterruptedException, ExecutionException {
        Long extraction = replayDocument(generation).get().get().getLong(GenerationDocuments.EXTRACTION);
        return extraction == null ? generation : new Generation(Math.toIntExact(extraction));
    }

    /** Returns a generation's topics: one that counts anew what another one finds reads the mentions of that one. */
    public Topics topics(Generation generation) throws InterruptedException, ExecutionException {
        return new Topics(generation, extraction(generation));
    }

    /** Adds a replay under the next number that is free. */
    public Replay add(Function<Generation, Replay> replay) throws InterruptedException, ExecutionException {
        int last = current().number();
        for (Replay other : replays()) {
            last = Math.max(last, other.generation().number());
        }
        Replay added = replay.apply(new Generation(last + 1));
        // Fails when somebody else has taken the number meanwhile.
        replayDocument(added.generation()).create(ReplayFields.of(added)).get();
        return added;
    }

    /** Forgets a replay. */
    public void remove(Generation generation) throws InterruptedException, ExecutionException {
        replayDocument(generation).delete().get();
    }

    private DocumentReference pointerDocument() {
        return firestore.collection(GenerationDocuments.META).document(GenerationDocuments.CURRENT);
    }

    private DocumentReference replayDocument(Generation generation) {
        return firestore.collection(GenerationDocuments.REPLAYS).document(Integer.toString(generation.number()));
    }
}

package dev.mentions.dashboard.pipeline;

import com.google.cloud.firestore.Firestore;
import dev.mentions.contract.Generation;
import dev.mentions.contract.GenerationDocuments;
import dev.mentions.contract.Topics;
import java.util.concurrent.ExecutionException;

/** Finds out which topics a generation has: one that counts anew what another one finds reads the mentions of that one. */
public final class GenerationTopics {

    private GenerationTopics() {}

    /**
     * Returns a generation's topics, at the price of one read.
     *
     * @param firestore kept open by the caller
     */
    public static Topics of(Firestore firestore, Generation generation)
            throws InterruptedException, ExecutionException {
        Long extraction = firestore
                .collection(GenerationDocuments.REPLAYS)
                .document(Integer.toString(generation.number()))
                .get()
                .get()
                .getLong(GenerationDocuments.EXTRACTION);
        return extraction == null
                ? new Topics(generation)
                : new Topics(generation, new Generation(Math.toIntExact(extraction)));
    }
}

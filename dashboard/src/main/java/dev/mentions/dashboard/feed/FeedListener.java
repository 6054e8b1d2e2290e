package dev.mentions.dashboard.feed;

import dev.mentions.contract.Generation;
import java.util.Collection;

/** Hears what happens while somebody watches, on a thread that must not be held up. */
public interface FeedListener {

    /**
     * Publications were counted.
     *
     * @param changed those, as they are now
     */
    void changed(Catalogue now, Collection<Publication> changed);

    /** Readers take another generation: everything that was read is of the past. */
    void promoted(Generation generation);
}

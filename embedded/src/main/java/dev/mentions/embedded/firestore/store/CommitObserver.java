package dev.mentions.embedded.firestore.store;

import java.util.List;

/** Hears of every commit that changed something. */
@FunctionalInterface
public interface CommitObserver {

    /** Called with the database's lock held, in the order of the commits: must not block and not throw. */
    void committed(List<Change> changes);
}

package dev.mentions.dashboard.store;

/** What may be read from Firestore in a minute has been read. */
public final class BudgetSpentException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long retryAfterSeconds;

    BudgetSpentException(long retryAfterSeconds) {
        super("The Firestore reads of this minute are spent");
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** Returns when there will be reads again, at least 1. */
    public long retryAfterSeconds() {
        return retryAfterSeconds;
    }
}

package dev.mentions.dashboard.store;

/** Firestore cannot be reached, or refuses. */
public final class StoreAwayException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StoreAwayException(String message, Throwable cause) {
        super(message, cause);
    }
}

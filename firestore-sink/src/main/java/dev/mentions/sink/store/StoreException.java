package dev.mentions.sink.store;

/** A call to Firestore that failed. */
public final class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What a failure says about the call. Only {@link #REFUSED} says whether it was applied. */
    public enum Kind {

        /** Surely not applied, and the same again will be refused as well. */
        REFUSED,

        /** Too much at once: send less. */
        OVERLOADED,

        /** No right to do so, or no valid credentials; a person has to act. */
        DENIED,

        /** Anything else: it may have been applied, or be applied yet. */
        UNCLEAR
    }

    private final Kind kind;

    public StoreException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}

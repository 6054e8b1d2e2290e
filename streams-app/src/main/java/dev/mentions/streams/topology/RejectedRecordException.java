package dev.mentions.streams.topology;

/** A record is poison: it can never be processed, belongs to the dead letters, and the next one is to go on. */
public final class RejectedRecordException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final RejectionReason reason;

    /**
     * @param message holds nothing of the record's content
     */
    public RejectedRecordException(RejectionReason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /**
     * @param message holds nothing of the record's content
     * @param cause may hold some: it goes with the dead letter and is not logged
     */
    public RejectedRecordException(RejectionReason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public RejectionReason reason() {
        return reason;
    }
}

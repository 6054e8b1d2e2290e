package dev.mentions.service;

/** A call on the management port is not served. The message says to the caller why, and what would be right. */
public final class CallRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;

    /**
     * @param status the HTTP status to answer with
     */
    public CallRefusedException(int status, String message) {
        super(message);
        this.status = status;
    }

    public int status() {
        return status;
    }
}

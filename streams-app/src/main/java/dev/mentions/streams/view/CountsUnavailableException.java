package dev.mentions.streams.view;

/** The read model cannot answer now. The message says why, to whoever asked. */
public final class CountsUnavailableException extends Exception {

    private static final long serialVersionUID = 1L;

    CountsUnavailableException(String message) {
        super(message);
    }
}

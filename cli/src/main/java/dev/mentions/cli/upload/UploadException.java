package dev.mentions.cli.upload;

/** An upload cannot go on. The message says what to do. */
public final class UploadException extends Exception {

    private static final long serialVersionUID = 1L;

    UploadException(String message) {
        super(message);
    }
}

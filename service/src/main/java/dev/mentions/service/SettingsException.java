package dev.mentions.service;

/** A setting is missing or wrong. The message names the key, its environment variable and what would be right. */
public final class SettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SettingsException(String message) {
        super(message);
    }
}

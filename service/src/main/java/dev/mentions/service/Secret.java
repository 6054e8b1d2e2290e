package dev.mentions.service;

/**
 * A value that must not be shown: its text form hides it.
 *
 * @param value the secret itself
 */
public record Secret(String value) {

    @Override
    public String toString() {
        return "[secret]";
    }
}

package dev.mentions.ner.extract;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a name names. */
public enum EntityType {
    PERSON,
    ORGANIZATION,
    LOCATION,
    /** Nationalities, events, works, products. */
    MISC;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** Returns the name used in models, BIO files and reports, such as {@code person}. */
    public String label() {
        return label;
    }

    /** Returns the type with that label; empty when there is none. */
    public static Optional<EntityType> ofLabel(String label) {
        return Arrays.stream(values()).filter(type -> type.label.equals(label)).findFirst();
    }
}

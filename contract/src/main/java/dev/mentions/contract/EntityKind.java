package dev.mentions.contract;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is counted. Records on topics have the constant's name, whose bytes decide partitions; documents and everything that
 * people read have its {@link #spelling()}. {@link #ARTICLE} counts posts themselves, so that a share of articles can be told.
 */
public enum EntityKind {
    ARTICLE,
    PERSON,
    ORGANIZATION,
    LOCATION,
    MISC;

    /** Every spelling, for messages. */
    public static final String NAMES =
            Arrays.stream(values()).map(EntityKind::spelling).collect(Collectors.joining(", "));

    /** Returns the kind of that spelling, in any case; empty when there is none. */
    public static Optional<EntityKind> named(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.spelling().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** Returns the kind as documents, commands and APIs write it, in lower case. */
    public String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }
}

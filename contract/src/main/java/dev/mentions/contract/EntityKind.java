package dev.mentions.contract;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is counted. {@link #ARTICLE} counts posts themselves, so that a share of articles can be told. */
public enum EntityKind {
    ARTICLE,
    PERSON,
    ORGANIZATION,
    LOCATION,
    MISC;

    /** Every name, as a person writes it. */
    public static final String NAMES =
            Arrays.stream(values()).map(EntityKind::spelling).collect(Collectors.joining(", "));

    /** Returns the kind of that name, written in any case; empty when there is none. */
    public static Optional<EntityKind> named(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.spelling().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** Returns the name as a person writes it, in lower case. */
    public String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }
}

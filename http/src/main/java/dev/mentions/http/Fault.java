package dev.mentions.http;

import java.util.Locale;

/** A way in which a request can fail. Each service has its own set, an enumeration. */
public interface Fault {

    /** Returns the HTTP status. */
    int status();

    /** Returns what kind of fault it is, for a person. */
    String title();

    /** Returns its name in the enumeration. */
    String name();

    /** Returns the name programs know it by. */
    default String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

package dev.mentions.http;

/** A way in which a request can fail. Each service has its own set, an enumeration. */
public interface Fault {

    /** Returns the HTTP status. */
    int status();

    /** Returns what kind of fault it is, for a person. */
    String title();

    /** Returns the name programs know it by. */
    String code();
}

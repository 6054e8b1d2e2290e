package dev.mentions.dashboard.http;

import dev.mentions.http.Fault;

/** Every way in which a request can fail. */
enum ApiFault implements Fault {
    BAD_PARAMETER(400, "A parameter is wrong"),
    MALFORMED(400, "The request cannot be read"),
    NOT_FOUND(404, "There is nothing here"),
    METHOD_NOT_ALLOWED(405, "Not with this method"),
    MISDIRECTED(421, "Not a host of this server"),
    RANGE_TOO_LONG(422, "The range has too many windows"),
    INTERNAL(500, "The dashboard failed"),
    NO_FONT(501, "This machine has no font"),
    READS_SPENT(503, "The Firestore reads of this minute are spent"),
    STORE_AWAY(503, "Firestore cannot be reached"),
    TOO_MANY_VIEWERS(503, "Too many follow the counts live");

    private final int status;
    private final String title;

    ApiFault(int status, String title) {
        this.status = status;
        this.title = title;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }
}

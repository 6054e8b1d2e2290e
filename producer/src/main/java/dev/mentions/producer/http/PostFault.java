package dev.mentions.producer.http;

import dev.mentions.http.Fault;

/** Every way in which a request or a post can fail. */
enum PostFault implements Fault {
    MALFORMED(400, "The request cannot be read"),
    UNAUTHORIZED(401, "No valid API key"),
    NOT_FOUND(404, "There is nothing here"),
    METHOD_NOT_ALLOWED(405, "Not with this method"),
    SLOW_BODY(408, "The body took too long to arrive"),
    TOO_LARGE(413, "Too large"),
    UNSUPPORTED_TYPE(415, "Not this content type"),
    MISDIRECTED(421, "Not a host of this server"),
    RULE(422, "The post breaks a rule"),
    INTERNAL(500, "The producer failed"),
    BUSY(503, "Too much is under way"),
    BROKER_AWAY(503, "The broker cannot be reached"),
    DRAINING(503, "The producer is stopping"),
    NO_ACKNOWLEDGEMENT(504, "The broker did not answer in time");

    private final int status;
    private final String title;

    PostFault(int status, String title) {
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

package dev.mentions.producer.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mentions.producer.validate.Refused;
import org.jspecify.annotations.Nullable;

/**
 * An error as it is answered, after RFC 9457. Never holds a stack trace or anything that was sent.
 *
 * @param type always {@code about:blank}; {@code code} tells faults apart
 * @param title the kind of fault, for a person
 * @param status the HTTP status
 * @param detail this fault, for a person
 * @param field the post's field at fault, if it is one
 * @param code this fault, for programs
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @Nullable String field,
        String code) {

    static final String MEDIA_TYPE = "application/problem+json";

    private static final String SEND_AGAIN = " Sending it again is harmless.";

    static Problem of(Fault fault, String detail) {
        return new Problem("about:blank", fault.title(), fault.status(), detail, null, fault.code());
    }

    static Problem of(Refused refused) {
        Fault fault = switch (refused.reason()) {
            case SYNTAX -> Fault.MALFORMED;
            case TOO_LARGE -> Fault.TOO_LARGE;
            case RULE -> Fault.RULE;
        };
        return new Problem(
                "about:blank", fault.title(), fault.status(), refused.detail(), refused.field(), refused.code());
    }

    static Problem busy() {
        return of(Fault.BUSY, "The bound on posts under way is reached." + SEND_AGAIN);
    }

    static Problem brokerAway() {
        return of(Fault.BROKER_AWAY, "The post was not accepted." + SEND_AGAIN);
    }

    static Problem draining() {
        return of(Fault.DRAINING, "The post was not accepted." + SEND_AGAIN);
    }

    static Problem noAcknowledgement() {
        return of(Fault.NO_ACKNOWLEDGEMENT, "The post may have been accepted or not." + SEND_AGAIN);
    }
}

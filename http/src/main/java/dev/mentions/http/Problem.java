package dev.mentions.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * An error as it is answered, after RFC 9457. Never holds a stack trace or anything that was sent.
 *
 * @param type always {@code about:blank}; {@code code} tells faults apart
 * @param title the kind of fault, for a person
 * @param status the HTTP status
 * @param detail this fault, for a person
 * @param field the field or parameter at fault, if it is one
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

    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String TYPE = "about:blank";

    public static Problem of(Fault fault, String detail) {
        return of(fault, detail, null);
    }

    public static Problem of(Fault fault, String detail, @Nullable String field) {
        return of(fault, detail, field, fault.code());
    }

    /** Returns a problem that programs know by a code of its own. */
    public static Problem of(Fault fault, String detail, @Nullable String field, String code) {
        return new Problem(TYPE, fault.title(), fault.status(), detail, field, code);
    }

    /** Returns this problem under another status of the same kind. */
    Problem withStatus(int other) {
        return new Problem(type, title, other, detail, field, code);
    }
}

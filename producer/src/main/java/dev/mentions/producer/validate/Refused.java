package dev.mentions.producer.validate;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A post that is refused, with the first reason found. Holds nothing of what the post says.
 *
 * @param reason what kind of fault it is
 * @param code the fault for programs
 * @param field the field at fault, null when it is the whole post
 * @param detail the fault for a person
 */
public record Refused(
        Reason reason, RefusalCode code, @Nullable String field, String detail) implements ParsedPost, Verdict {

    /** The kinds of fault. */
    public enum Reason {
        /** It cannot be read at all. */
        SYNTAX,
        /** It is larger than what is taken. */
        TOO_LARGE,
        /** It can be read and breaks a rule. */
        RULE
    }

    public Refused {
        requireNonNull(reason, "reason");
        requireNonNull(code, "code");
        requireNonNull(detail, "detail");
    }

    static Refused syntax(RefusalCode code, String detail) {
        return new Refused(Reason.SYNTAX, code, null, detail);
    }

    static Refused rule(RefusalCode code, PostField field, String detail) {
        return new Refused(Reason.RULE, code, field.jsonName(), field.jsonName() + " " + detail);
    }

    static Refused tooLarge(String detail) {
        return new Refused(Reason.TOO_LARGE, RefusalCode.TOO_LARGE, null, detail);
    }
}
